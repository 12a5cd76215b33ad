/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the argument of a cached method that names the tenant: a {@code String}, {@code UUID},
 * {@code Long} or {@code Integer}. It chooses the cache and is no part of the key.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface TenantId {}
