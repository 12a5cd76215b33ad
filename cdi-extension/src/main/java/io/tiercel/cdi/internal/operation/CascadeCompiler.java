/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import io.tiercel.cdi.CascadeInvalidate;
import io.tiercel.cdi.TenantId;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.enterprise.inject.spi.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads methods with {@link CascadeInvalidate} into operations. Used by one thread. */
final class CascadeCompiler {
  private static final String ANNOTATION = "@CascadeInvalidate";

  private static final int NOT_INTERCEPTED = Modifier.PRIVATE | Modifier.STATIC | Modifier.FINAL;

  private final Predicate<String> shared;
  private final Problems problems;
  private final Map<Method, CascadeOperation> operations = new HashMap<>();

  CascadeCompiler(Predicate<String> shared, Problems problems) {
    this.shared = shared;
    this.problems = problems;
  }

  /** Returns what stands at the bean's own class, for the methods that CDI intercepts. */
  static @Nullable CascadeInvalidate ofClass(AnnotatedType<?> type, Method method) {
    return isIntercepted(method) ? type.getAnnotation(CascadeInvalidate.class) : null;
  }

  /** Tells whether CDI intercepts a method for what stands at its class. */
  static boolean isIntercepted(Method method) {
    return (method.getModifiers() & NOT_INTERCEPTED) == 0;
  }

  void compile(AnnotatedMethod<?> method, CascadeInvalidate annotation, String name) {
    int before = problems.count();
    Method member = method.getJavaMember();
    List<String> resources = List.of(annotation.value());
    if (resources.isEmpty() || resources.stream().anyMatch(String::isBlank)) {
      problems.add(Messages.noResource(name, resources));
    }
    if ((member.getModifiers() & NOT_INTERCEPTED) != 0) {
      problems.add(Messages.notIntercepted(name, ANNOTATION, member.getModifiers()));
    }
    int tenant = tenantOf(method, name);
    if (problems.count() == before) {
      List<CacheTarget> targets =
          resources.stream()
              .distinct()
              .map(resource -> new CacheTarget(resource, shared.test(resource), tenant, name))
              .toList();
      var onSuccess = new ExceptionFilter(List.of(), List.of(), false);
      operations.put(
          member,
          new CascadeOperation(
              targets, new ChangeTiming(true, onSuccess, Later.isAnsweredBy(member))));
    }
  }

  Map<Method, CascadeOperation> operations() {
    return operations;
  }

  /** Returns the position of the argument that names the tenant, reporting one that cannot. */
  int tenantOf(AnnotatedMethod<?> method, String name) {
    List<Integer> positions =
        method.getParameters().stream()
            .filter(parameter -> parameter.isAnnotationPresent(TenantId.class))
            .map(AnnotatedParameter::getPosition)
            .toList();
    if (positions.isEmpty()) {
      return MethodParameters.NONE;
    }
    if (positions.size() > 1) {
      problems.add(Messages.roleTwice(name, "@TenantId", positions));
    }
    Class<?> type = method.getJavaMember().getParameterTypes()[positions.get(0)];
    if (!ParameterReader.TENANT_TYPES.contains(type)) {
      problems.add(Messages.tenantType(name, type));
    }
    return positions.get(0);
  }
}
