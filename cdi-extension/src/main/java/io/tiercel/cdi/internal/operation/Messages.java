/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import java.lang.reflect.Modifier;
import java.util.List;

/** The messages of this package: numbers 4100 to 4199. */
final class Messages {
  private Messages() {}

  static String generatorAnsweredNull(String resource, Class<?> generator) {
    return ("TIERCEL-4100 cache '%s': a key generator must answer a key: generator=%s key=null"
            + " (return a GeneratedCacheKey from generateCacheKey)")
        .formatted(resource, generator.getName());
  }

  static String cannotUnwrap(String resource, Class<?> type) {
    return ("TIERCEL-4101 cache '%s': a call cannot be unwrapped to this type: type=%s (use"
            + " CacheKeyInvocationContext)")
        .formatted(resource, type.getName());
  }

  static String tenantArgumentNull(String resource, String method) {
    return ("TIERCEL-4102 cache '%s': a tenant must be named: caller=%s @TenantId=null (pass the"
            + " tenant's id)")
        .formatted(resource, method);
  }

  static String onType(Class<?> type, String annotation) {
    return ("TIERCEL-4110 %s: a cache annotation must stand at a method: annotation=%s (move it to"
            + " the methods; @CacheDefaults gives them a common cacheName)")
        .formatted(type.getName(), annotation);
  }

  static String twoAnnotations(String method, List<String> annotations) {
    return ("TIERCEL-4111 %s: a method must have one cache annotation: annotations=%s (split the"
            + " method)")
        .formatted(method, annotations);
  }

  static String notIntercepted(String method, String annotation, int modifiers) {
    return ("TIERCEL-4112 %s: a method with %s must not be private, static or final, CDI would not"
            + " intercept it: modifiers=%s (remove the modifier)")
        .formatted(method, annotation, Modifier.toString(modifiers));
  }

  static String resolverFactory(String method, Class<?> factory) {
    return ("TIERCEL-4113 %s: the cache is chosen by tenant and cacheName:"
            + " cacheResolverFactory=%s (remove it; choose the tenant by a TenantResolver)")
        .formatted(method, factory.getName());
  }

  static String unfinishedResult(String method, String annotation, Class<?> result) {
    return ("TIERCEL-4114 %s: a method with %s must be done when it returns: result=%s (annotate"
            + " the method that does the work, or use TenantCaches)")
        .formatted(method, annotation, result.getName());
  }

  static String noResult(String method) {
    return ("TIERCEL-4115 %s: a method with @CacheResult must return a value: result=void (return"
            + " what is to be cached)")
        .formatted(method);
  }

  static String readOnceResult(String method, Class<?> result) {
    return ("TIERCEL-4116 %s: what can be read only once cannot be cached: result=%s (return a"
            + " list or bytes)")
        .formatted(method, result.getName());
  }

  static String noKeyParameter(String method, String annotation) {
    return ("TIERCEL-4117 %s: a method with %s must have a parameter for the key: parameters=0 (add"
            + " one, give a cacheKeyGenerator, or use @CacheRemoveAll)")
        .formatted(method, annotation);
  }

  static String arrayKey(String method, int position, Class<?> type) {
    return ("TIERCEL-4118 %s: a key parameter must not be an array: parameter=%d type=%s (use a"
            + " list, mark other parameters with @CacheKey, or give a cacheKeyGenerator)")
        .formatted(method, position, type.getTypeName());
  }

  static String noValueParameter(String method) {
    return ("TIERCEL-4119 %s: a method with @CachePut must mark the value: @CacheValue=none (mark"
            + " the parameter that is to be stored)")
        .formatted(method);
  }

  static String valueWithoutPut(String method, String annotation) {
    return "TIERCEL-4120 %s: @CacheValue belongs to @CachePut: annotation=%s (remove @CacheValue)"
        .formatted(method, annotation);
  }

  static String roleTwice(String method, String role, List<Integer> positions) {
    return "TIERCEL-4121 %s: one parameter at most may be %s: parameters=%s (leave one)"
        .formatted(method, role, positions);
  }

  static String twoRoles(String method, int position, String one, String other) {
    return "TIERCEL-4122 %s: a parameter must not be both %s and %s: parameter=%d (remove one)"
        .formatted(method, one, other, position);
  }

  static String tenantType(String method, Class<?> type) {
    return ("TIERCEL-4123 %s: a @TenantId must be a String, UUID, Long or Integer: type=%s (pass"
            + " the id as one of them)")
        .formatted(method, type.getTypeName());
  }

  static String tenantOfShared(String method, String resource) {
    return ("TIERCEL-4124 %s: a shared resource has no tenant: cacheName=%s @TenantId=given (remove"
            + " @TenantId, or set tiercel.caches.%s.scope = tenant)")
        .formatted(method, resource, resource);
  }

  static String noGenerator(String method, Exception cause) {
    return "TIERCEL-4126 %s: the cacheKeyGenerator must be there: %s"
        .formatted(method, cause.getMessage());
  }

  static String ambiguousKeys(String resource, List<String> named, List<String> texts) {
    return ("TIERCEL-4125 cache '%s': a method without arguments is kept under its own name, which"
            + " a text argument can equal: methods=%s and %s (give them different cacheNames)")
        .formatted(resource, named, texts);
  }
}
