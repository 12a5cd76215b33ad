/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import jakarta.enterprise.inject.spi.Annotated;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheKeyGenerator;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResolverFactory;
import javax.cache.annotation.CacheResult;
import org.jspecify.annotations.Nullable;

/**
 * The members that the four annotations of JSR-107 have in common. A member that is left at its
 * default has the value that the annotation declares for it.
 *
 * @param annotation the annotation itself
 * @param cacheName the name of the cache; empty if it is not given
 * @param resolverFactory the resolver of caches
 * @param keyGenerator the generator of keys
 */
record CacheAnnotation(
    Annotation annotation,
    String cacheName,
    Class<? extends CacheResolverFactory> resolverFactory,
    Class<? extends CacheKeyGenerator> keyGenerator) {

  /** Returns those that stand at a method or type. */
  static List<CacheAnnotation> at(Annotated annotated) {
    List<CacheAnnotation> found = new ArrayList<>();
    CacheResult result = annotated.getAnnotation(CacheResult.class);
    if (result != null) {
      found.add(
          new CacheAnnotation(
              result,
              result.cacheName(),
              result.cacheResolverFactory(),
              result.cacheKeyGenerator()));
    }
    CachePut put = annotated.getAnnotation(CachePut.class);
    if (put != null) {
      found.add(
          new CacheAnnotation(
              put, put.cacheName(), put.cacheResolverFactory(), put.cacheKeyGenerator()));
    }
    CacheRemove remove = annotated.getAnnotation(CacheRemove.class);
    if (remove != null) {
      found.add(
          new CacheAnnotation(
              remove,
              remove.cacheName(),
              remove.cacheResolverFactory(),
              remove.cacheKeyGenerator()));
    }
    CacheRemoveAll removeAll = annotated.getAnnotation(CacheRemoveAll.class);
    if (removeAll != null) {
      found.add(
          new CacheAnnotation(
              removeAll,
              removeAll.cacheName(),
              removeAll.cacheResolverFactory(),
              CacheKeyGenerator.class));
    }
    return found;
  }

  /** Fills in what is not given from the defaults of the class. */
  CacheAnnotation or(@Nullable CacheDefaults defaults) {
    if (defaults == null) {
      return this;
    }
    return new CacheAnnotation(
        annotation,
        cacheName.isEmpty() ? defaults.cacheName() : cacheName,
        resolverFactory == CacheResolverFactory.class
            ? defaults.cacheResolverFactory()
            : resolverFactory,
        keyGenerator == CacheKeyGenerator.class ? defaults.cacheKeyGenerator() : keyGenerator);
  }

  boolean hasResolverFactory() {
    return resolverFactory != CacheResolverFactory.class;
  }

  boolean hasKeyGenerator() {
    return keyGenerator != CacheKeyGenerator.class;
  }

  /** Returns the annotation as it is written, without members. */
  String text() {
    return "@" + annotation.annotationType().getSimpleName();
  }
}
