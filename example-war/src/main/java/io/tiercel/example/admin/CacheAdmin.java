/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.admin;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks resources for users with the role {@code cache-admin}; {@link CacheAdminGuard} asks. */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface CacheAdmin {
  /** The role. */
  String ROLE = "cache-admin";
}
