/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import java.lang.reflect.Modifier;
import java.util.List;

/** The messages of this package: numbers 4100 to 4199. */
final class Messages {
  private Messages() {}

  static String generatorAnsweredNull(String resource, Class<?> generator) {
    return "TIERCEL-4100 cache '"
        + resource
        + "': a key generator must answer a key: generator="
        + generator.getName()
        + " key=null (return a GeneratedCacheKey from generateCacheKey)";
  }

  static String cannotUnwrap(String resource, Class<?> type) {
    return "TIERCEL-4101 cache '"
        + resource
        + "': a call cannot be unwrapped to this type: type="
        + type.getName()
        + " (use CacheKeyInvocationContext)";
  }

  static String tenantArgumentNull(String resource, String method) {
    return "TIERCEL-4102 cache '"
        + resource
        + "': a tenant must be named: caller="
        + method
        + " @TenantId=null (pass the tenant's id)";
  }

  static String onType(Class<?> type, String annotation) {
    return "TIERCEL-4110 "
        + type.getName()
        + ": a cache annotation must stand at a method: annotation="
        + annotation
        + " (move it to the methods; @CacheDefaults gives them a common cacheName)";
  }

  static String twoAnnotations(String method, List<String> annotations) {
    return "TIERCEL-4111 "
        + method
        + ": a method must have one cache annotation: annotations="
        + annotations
        + " (split the method)";
  }

  static String notIntercepted(String method, String annotation, int modifiers) {
    return "TIERCEL-4112 "
        + method
        + ": a method with "
        + annotation
        + " must not be private, static or final, CDI would not intercept it: modifiers="
        + Modifier.toString(modifiers)
        + " (remove the modifier)";
  }

  static String resolverFactory(String method, Class<?> factory) {
    return "TIERCEL-4113 "
        + method
        + ": the cache is chosen by tenant and cacheName: cacheResolverFactory="
        + factory.getName()
        + " (remove it; choose the tenant by a TenantResolver)";
  }

  static String unfinishedResult(String method, String annotation, Class<?> result) {
    return "TIERCEL-4114 "
        + method
        + ": a method with "
        + annotation
        + " must be done when it returns, or answer a CompletionStage or CompletableFuture: result="
        + result.getName()
        + " (answer one of them, annotate the method that does the work, or use TenantCaches)";
  }

  static String noResult(String method) {
    return "TIERCEL-4115 "
        + method
        + ": a method with @CacheResult must return a value: result=void (return what is to be"
        + " cached)";
  }

  static String readOnceResult(String method, Class<?> result) {
    return "TIERCEL-4116 "
        + method
        + ": what can be read only once cannot be cached: result="
        + result.getName()
        + " (return a list or bytes)";
  }

  static String noKeyParameter(String method, String annotation) {
    return "TIERCEL-4117 "
        + method
        + ": a method with "
        + annotation
        + " must have a parameter for the key: parameters=0 (add one, give a cacheKeyGenerator,"
        + " or use @CacheRemoveAll)";
  }

  static String arrayKey(String method, int position, Class<?> type) {
    return "TIERCEL-4118 "
        + method
        + ": a key parameter must not be an array: parameter="
        + position
        + " type="
        + type.getTypeName()
        + " (use a list, mark other parameters with @CacheKey, or give a cacheKeyGenerator)";
  }

  static String noValueParameter(String method) {
    return "TIERCEL-4119 "
        + method
        + ": a method with @CachePut must mark the value: @CacheValue=none (mark the parameter"
        + " that is to be stored)";
  }

  static String valueWithoutPut(String method, String annotation) {
    return "TIERCEL-4120 "
        + method
        + ": @CacheValue belongs to @CachePut: annotation="
        + annotation
        + " (remove @CacheValue)";
  }

  static String roleTwice(String method, String role, List<Integer> positions) {
    return "TIERCEL-4121 "
        + method
        + ": one parameter at most may be "
        + role
        + ": parameters="
        + positions
        + " (leave one)";
  }

  static String twoRoles(String method, int position, String one, String other) {
    return "TIERCEL-4122 "
        + method
        + ": a parameter must not be both "
        + one
        + " and "
        + other
        + ": parameter="
        + position
        + " (remove one)";
  }

  static String tenantType(String method, Class<?> type) {
    return "TIERCEL-4123 "
        + method
        + ": a @TenantId must be a String, UUID, Long or Integer: type="
        + type.getTypeName()
        + " (pass the id as one of them)";
  }

  static String tenantOfShared(String method, String resource) {
    return "TIERCEL-4124 "
        + method
        + ": a shared resource has no tenant: cacheName="
        + resource
        + " @TenantId=given (remove @TenantId, or set tiercel.caches."
        + resource
        + ".scope = tenant)";
  }

  static String noGenerator(String method, Exception cause) {
    return "TIERCEL-4126 "
        + method
        + ": the cacheKeyGenerator must be there: "
        + cause.getMessage();
  }

  static String ambiguousKeys(String resource, List<String> named, List<String> texts) {
    return "TIERCEL-4125 cache '"
        + resource
        + "': a method without arguments is kept under its own name, which a text argument can"
        + " equal: methods="
        + named
        + " and "
        + texts
        + " (give them different cacheNames)";
  }
}
