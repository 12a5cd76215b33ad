/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import java.lang.reflect.Modifier;
import java.util.List;
import javax.cache.Cache;

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

  static String notThere(String method, Exception cause) {
    return "TIERCEL-4126 "
        + method
        + ": what the annotation names must be there: "
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

  static String argumentWithoutEquals(String method, Class<?> type) {
    return "TIERCEL-4103 "
        + method
        + ": an argument that is part of a key must define equals: class="
        + type.getName()
        + " (pass its id, mark other parameters with @CacheKey, or give a cacheKeyGenerator)";
  }

  static String resolverAnsweredNull(MethodDetails<?> method, Class<?> resolver) {
    return "TIERCEL-4104 "
        + method.getMethod()
        + ": a cache resolver must answer a cache: resolver="
        + resolver.getName()
        + " cache=null (answer a cache of a Tiercel manager)";
  }

  static String foreignCache(MethodDetails<?> method, Cache<?, ?> cache) {
    return "TIERCEL-4105 "
        + method.getMethod()
        + ": a cache resolver must answer a cache of Tiercel: cache="
        + cache.getName()
        + " class="
        + cache.getClass().getName()
        + " (get it from a Tiercel manager)";
  }

  static String keyWithoutEquals(String method, int position, Class<?> type) {
    return "TIERCEL-4127 "
        + method
        + ": a key parameter must define equals: parameter="
        + position
        + " type="
        + type.getTypeName()
        + " (use its id, mark other parameters with @CacheKey, or give a cacheKeyGenerator)";
  }

  static String differentResults(String resource, String one, String other) {
    return "TIERCEL-4128 cache '"
        + resource
        + "': methods whose keys can be equal must answer the same type: methods=["
        + one
        + ", "
        + other
        + "] (give them different cacheNames)";
  }

  static String sharedEntries(String resource, String one, String other) {
    return "TIERCEL-4129 ["
        + resource
        + "] methods answer each other's entries where their keys are equal: methods=["
        + one
        + ", "
        + other
        + "] (give them different cacheNames, unless it is meant)";
  }

  static String tagsOfNothing(String method) {
    return "TIERCEL-4131 "
        + method
        + ": @CacheTags belongs to a method that stores: annotation=none (add @CacheResult or"
        + " @CachePut, or use @InvalidateTags)";
  }

  static String numberOfTags(String method, String annotation, int tags) {
    return "TIERCEL-4132 "
        + method
        + ": "
        + annotation
        + " must name 1 to 32 tags: value="
        + tags
        + " tags (name fewer, or at least one)";
  }

  static String badTag(String method, String annotation, String tag, List<String> parameters) {
    return "TIERCEL-4133 "
        + method
        + ": in a tag of "
        + annotation
        + ", braces must name an argument or the tenant: tag="
        + tag
        + " arguments="
        + parameters
        + " (name one of them, its number as in {0}, or {tenant})";
  }

  static String tagOfNoTenant(String method, String[] tags) {
    return "TIERCEL-4134 "
        + method
        + ": entries of a shared resource have no tenant: tags="
        + List.of(tags)
        + " (leave {tenant} out)";
  }

  static String noResource(String method, List<String> resources) {
    return "TIERCEL-4130 "
        + method
        + ": @CascadeInvalidate must name resources: value="
        + resources
        + " (name at least one, none of them blank)";
  }
}
