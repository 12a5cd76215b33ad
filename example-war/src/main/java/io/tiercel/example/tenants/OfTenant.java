/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.tenants;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks resources that speak for one tenant; {@link TenantGuard} refuses requests without one. */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OfTenant {}
