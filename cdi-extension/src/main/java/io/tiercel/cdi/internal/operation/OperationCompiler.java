/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import io.tiercel.cdi.CascadeInvalidate;
import io.tiercel.cdi.InvalidateTags;
import io.tiercel.cdi.internal.operation.CacheOperation.LaterResult;
import io.tiercel.cdi.internal.operation.CacheOperation.Put;
import io.tiercel.cdi.internal.operation.CacheOperation.Remove;
import io.tiercel.cdi.internal.operation.CacheOperation.RemoveAll;
import io.tiercel.cdi.internal.operation.CacheOperation.Result;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.DeploymentException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResolverFactory;
import javax.cache.annotation.CacheResult;
import org.jspecify.annotations.Nullable;

/**
 * Reads annotated methods into operations, once, at deployment. A method that is at fault gets no
 * operation but one problem for each fault. Used by one thread.
 */
public final class OperationCompiler {
  private final Predicate<String> shared;
  private final Objects objects;
  private final Problems problems = new Problems();
  private final CascadeCompiler cascades;
  private final TagCompiler tags = new TagCompiler(problems);
  private final KeyTexts keyTexts = new KeyTexts();
  private final SharedCaches sharedCaches = new SharedCaches();
  private final Map<Method, CacheOperation> operations = new HashMap<>();
  private final Set<Method> compiled = new HashSet<>();
  private final Set<Type> cachedTypes = new LinkedHashSet<>();

  /** What annotations name by its class. */
  @FunctionalInterface
  public interface Objects {
    /**
     * Returns the application's object of a class.
     *
     * @throws DeploymentException if there is none
     */
    <T> T get(Class<T> type);
  }

  /**
   * Creates a compiler without operations.
   *
   * @param shared whether all tenants share a resource
   * @param objects what annotations name by its class
   */
  public OperationCompiler(Predicate<String> shared, Objects objects) {
    this.shared = shared;
    this.cascades = new CascadeCompiler(shared, problems);
    this.objects = objects;
  }

  /** Compiles the methods of a bean class, those that it inherits too. */
  public void compile(AnnotatedType<?> type) {
    for (AnnotatedMethod<?> method : type.getMethods()) {
      Method member = method.getJavaMember();
      if (!member.isBridge() && compiled.add(member)) {
        compile(type, method);
        compileCascade(type, method);
      }
    }
  }

  /** Returns the operations of all methods that are not at fault. */
  public OperationCatalog catalog() {
    return new OperationCatalog(operations, cascades.operations(), tags.operations());
  }

  /** Returns the types of what the methods compiled so far put into caches. */
  public Set<Type> cachedTypes() {
    return Set.copyOf(cachedTypes);
  }

  /** Returns the faults of all types compiled so far, empty if there are none. */
  public List<String> problems() {
    keyTexts.report(problems);
    sharedCaches.report(problems);
    return problems.texts();
  }

  /** Returns what is suspicious and no fault, as {@link #problems} last saw it. */
  public List<String> warnings() {
    return sharedCaches.warnings();
  }

  private void compile(AnnotatedType<?> type, AnnotatedMethod<?> method) {
    List<CacheAnnotation> annotations = CacheAnnotation.at(method);
    if (annotations.isEmpty()) {
      tags.checkAlone(method, nameOf(method.getJavaMember()));
      return;
    }
    Method member = method.getJavaMember();
    String name = nameOf(member);
    int before = problems.count();
    if (annotations.size() > 1) {
      problems.add(
          Messages.twoAnnotations(name, annotations.stream().map(CacheAnnotation::text).toList()));
    }
    CacheAnnotation annotation = annotations.get(0).or(defaultsOf(type, member));
    MethodChecks.check(member, name, annotation, problems);
    MethodParameters parameters = readParameters(method, annotation, name);
    String resource = annotation.cacheName().isEmpty() ? name : annotation.cacheName();
    CacheTarget target =
        new CacheTarget(resource, shared.test(resource), parameters.tenant(), name);
    if (target.shared() && parameters.tenant() != MethodParameters.NONE) {
      problems.add(Messages.tenantOfShared(name, resource));
    }
    CallTags stored = stored(method, annotation, target);
    if (problems.count() == before) {
      try {
        operations.put(member, operation(member, annotation, target, parameters, stored));
      } catch (DeploymentException missing) {
        problems.add(Messages.notThere(name, missing));
      }
    }
  }

  private void compileCascade(AnnotatedType<?> type, AnnotatedMethod<?> method) {
    CascadeInvalidate annotation = method.getAnnotation(CascadeInvalidate.class);
    if (annotation == null) {
      annotation = CascadeCompiler.ofClass(type, method.getJavaMember());
    }
    if (annotation != null) {
      cascades.compile(method, annotation, nameOf(method.getJavaMember()));
    }
    InvalidateTags invalidated = method.getAnnotation(InvalidateTags.class);
    if (invalidated == null && CascadeCompiler.isIntercepted(method.getJavaMember())) {
      invalidated = type.getAnnotation(InvalidateTags.class);
    }
    if (invalidated != null) {
      String name = nameOf(method.getJavaMember());
      tags.compile(method, invalidated, name, cascades.tenantOf(method, name));
    }
  }

  private CallTags stored(
      AnnotatedMethod<?> method, CacheAnnotation annotation, CacheTarget target) {
    Annotation source = annotation.annotation();
    if (source instanceof CacheResult || source instanceof CachePut) {
      return tags.stored(method, target);
    }
    tags.checkAlone(method, target.method());
    return CallTags.NONE;
  }

  private MethodParameters readParameters(
      AnnotatedMethod<?> method, CacheAnnotation annotation, String name) {
    var reader = new ParameterReader(method, annotation, name, problems);
    MethodParameters parameters = reader.read();
    if (!annotation.hasKeyGenerator() && !(annotation.annotation() instanceof CacheRemoveAll)) {
      reader.checkGeneratedKey(parameters.keys());
    }
    return parameters;
  }

  private CacheOperation operation(
      Method method,
      CacheAnnotation annotation,
      CacheTarget named,
      MethodParameters parameters,
      CallTags stored) {
    Annotation source = annotation.annotation();
    CallTarget target = target(method, annotation, named, parameters);
    if (source instanceof CacheRemoveAll all) {
      return new RemoveAll(
          target, timing(method, all.afterInvocation(), all.evictFor(), all.noEvictFor()));
    }
    KeyBinder key = key(method, annotation, named, parameters);
    if (source instanceof CacheRemove remove) {
      return new Remove(
          target,
          key,
          timing(method, remove.afterInvocation(), remove.evictFor(), remove.noEvictFor()));
    }
    if (source instanceof CachePut put) {
      cachedTypes.add(method.getGenericParameterTypes()[parameters.value()]);
      return new Put(
          target,
          key,
          parameters.value(),
          stored,
          timing(method, put.afterInvocation(), put.cacheFor(), put.noCacheFor()));
    }
    CacheResult result = (CacheResult) source;
    cachedTypes.add(method.getGenericReturnType());
    ExceptionMemory exceptions = exceptions(method, annotation, named, parameters);
    return Later.isAnsweredBy(method)
        ? new LaterResult(target, key, result.skipGet(), stored, exceptions)
        : new Result(target, key, result.skipGet(), stored, exceptions);
  }

  private CallTarget target(
      Method method, CacheAnnotation annotation, CacheTarget named, MethodParameters parameters) {
    if (!annotation.hasResolverFactory()) {
      return named;
    }
    MethodDetails<?> details =
        new MethodDetails<>(method, annotation.annotation(), named.resource(), parameters);
    CacheResolverFactory factory = objects.get(annotation.resolverFactory());
    return new ResolvedTarget(factory.getCacheResolver(details), details);
  }

  private KeyBinder key(
      Method method, CacheAnnotation annotation, CacheTarget target, MethodParameters parameters) {
    if (annotation.hasKeyGenerator()) {
      return new KeyBinder.Generated(
          objects.get(annotation.keyGenerator()),
          new MethodDetails<>(method, annotation.annotation(), target.resource(), parameters));
    }
    List<Integer> keys = parameters.keys();
    if (!annotation.hasResolverFactory()) {
      keyTexts.add(target, method, keys);
      if (annotation.annotation() instanceof CacheResult result) {
        sharedCaches.add(target, method, keys, result.skipGet());
      }
    }
    return keys.isEmpty()
        ? new KeyBinder.MethodName(MethodKey.of(method.getName()))
        : new KeyBinder.Arguments(
            keys.stream().mapToInt(Integer::intValue).toArray(), target.method());
  }

  private @Nullable ExceptionMemory exceptions(
      Method method, CacheAnnotation annotation, CacheTarget named, MethodParameters parameters) {
    CacheResult result = (CacheResult) annotation.annotation();
    String resource = result.exceptionCacheName();
    if (resource.isEmpty()) {
      return null;
    }
    CallTarget target = named.withResource(resource, shared.test(resource));
    if (annotation.hasResolverFactory()) {
      var details = new MethodDetails<>(method, result, named.resource(), parameters);
      CacheResolverFactory factory = objects.get(annotation.resolverFactory());
      target = new ResolvedTarget(factory.getExceptionCacheResolver(details), details);
    }
    return new ExceptionMemory(
        target,
        new ExceptionFilter(
            List.of(result.cachedExceptions()), List.of(result.nonCachedExceptions()), true));
  }

  private static ChangeTiming timing(
      Method method,
      boolean afterInvocation,
      Class<? extends Throwable>[] included,
      Class<? extends Throwable>[] excluded) {
    return new ChangeTiming(
        afterInvocation,
        new ExceptionFilter(List.of(included), List.of(excluded), false),
        Later.isAnsweredBy(method));
  }

  private static @Nullable CacheDefaults defaultsOf(AnnotatedType<?> type, Method method) {
    Class<?> declaring = method.getDeclaringClass();
    return declaring == type.getJavaClass()
        ? type.getAnnotation(CacheDefaults.class)
        : declaring.getAnnotation(CacheDefaults.class);
  }

  /** Returns the name that JSR-107 gives a method, and its cache where none is named. */
  private static String nameOf(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(Class::getName)
        .collect(
            Collectors.joining(
                ",", method.getDeclaringClass().getName() + "." + method.getName() + "(", ")"));
  }
}
