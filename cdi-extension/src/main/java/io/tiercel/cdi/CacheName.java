/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import jakarta.enterprise.util.Nonbinding;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Injects the cache of a resource: {@code @Inject @CacheName("contacts") Cache<String, Contact>}.
 * The types are {@code javax.cache.Cache} and {@code io.tiercel.jcache.spi.LoadingCache}, with any
 * type arguments. Each call of the injected object reaches the cache of the tenant that is current
 * at that call; {@code close} is refused, since others use the cache too.
 */
@Documented
@Qualifier @Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
public @interface CacheName {
  /** The resource's name. */
  @Nonbinding
  String value();
}
