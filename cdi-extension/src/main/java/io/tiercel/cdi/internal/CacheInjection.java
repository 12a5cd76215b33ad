/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal;

import io.tiercel.cdi.CacheName;
import io.tiercel.jcache.spi.LoadingCache;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.InjectionPoint;
import java.lang.reflect.Member;
import java.util.Optional;
import java.util.regex.Pattern;

/** Produces what {@link CacheName} asks for. */
@Dependent
public class CacheInjection {
  private static final Pattern NAME =
      Pattern.compile("[^\\p{Cntrl}:]*[^\\p{Cntrl}:\\s][^\\p{Cntrl}:]*");

  /** Creates the producer; the container does. */
  public CacheInjection() {}

  /** Returns the cache that an injection point names. */
  @Produces
  @CacheName("")
  <K, V> LoadingCache<K, V> cache(InjectionPoint point, InjectedCaches caches) {
    return caches.get(nameAt(point).orElseThrow(), textOf(point));
  }

  /** Returns what is wrong with an injection point, if anything is. */
  static Optional<String> problemOf(InjectionPoint point) {
    return nameAt(point)
        .filter(name -> !NAME.matcher(name).matches())
        .map(name -> Messages.badCacheName(textOf(point), name));
  }

  private static Optional<String> nameAt(InjectionPoint point) {
    return point.getQualifiers().stream()
        .filter(CacheName.class::isInstance)
        .map(qualifier -> ((CacheName) qualifier).value())
        .findFirst();
  }

  private static String textOf(InjectionPoint point) {
    Member member = point.getMember();
    return member.getDeclaringClass().getName() + "." + member.getName();
  }
}
