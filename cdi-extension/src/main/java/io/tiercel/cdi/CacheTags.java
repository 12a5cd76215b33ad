/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Tags what a method with {@code @CacheResult} or {@code @CachePut} stores: {@link InvalidateTags}
 * and {@code TenantCaches.invalidateTag} make all entries with a tag absent at once, in whichever
 * caches of the tenant they are, on all nodes. What a method answers is absent too if a tag was
 * invalidated while it ran.
 *
 * <p>In a tag, <code>{name}</code> stands for the argument of that name (compile with {@code
 * -parameters}), <code>{0}</code> for the first argument and so on, <code>{tenant}</code> for the
 * tenant of the call: {@code @CacheTags({"user:{userId}", "tenant:{tenant}"})}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface CacheTags {
  /** The tags, 1 to 32. */
  String[] value();
}
