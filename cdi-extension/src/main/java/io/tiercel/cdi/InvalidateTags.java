/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Invalidates the entries with some tags once the method has succeeded: those of the tenant of the
 * call, in all its caches, on all nodes, and within a JTA transaction after its commit. A method
 * that answers a {@code CompletionStage} has succeeded when that completes. May stand beside an
 * annotation of JSR-107; at a class it means each of its methods; a {@code @CacheResult} that is
 * answered from the cache invalidates nothing. Tags are written as {@link CacheTags} says.
 */
@Documented
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface InvalidateTags {
  /** The tags, at least one. */
  @Nonbinding
  String[] value();

  /** Whether entries of resources that all tenants share are meant, in place of the tenant's. */
  @Nonbinding
  boolean shared() default false;
}
