/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal;

import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.configurator.AnnotatedMethodConfigurator;
import jakarta.interceptor.Interceptor;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Cache annotations at classes. They mean the methods that the class itself declares, where these
 * carry none of their own, in beans of its subclasses too; CDI alone would give them to inherited
 * methods as well, and to no subclass. Source: JSR-250 1.3, section 2.1, to which JSR-107 refers.
 */
final class ClassAnnotations {
  /** What is called by the container only, past all interceptors. */
  private static final Set<String> NO_CALLS =
      Set.of(
          "jakarta.annotation.PostConstruct",
          "jakarta.annotation.PreDestroy",
          "jakarta.inject.Inject");

  private ClassAnnotations() {}

  /** Moves what stands at a bean's class, and at those it extends, to their methods. */
  static <T> void moveToMethods(ProcessAnnotatedType<T> event) {
    AnnotatedType<T> type = event.getAnnotatedType();
    if (type.isAnnotationPresent(Interceptor.class) || !standsAtAnyClassOf(type)) {
      return;
    }
    event
        .configureAnnotatedType()
        .remove(ClassAnnotations::isOurs)
        .methods()
        .forEach(method -> move(type, method));
  }

  private static <T> boolean standsAtAnyClassOf(AnnotatedType<T> type) {
    if (!ours(type.getAnnotations()).isEmpty()) {
      return true;
    }
    Class<?> ancestor = type.getJavaClass().getSuperclass();
    while (ancestor != null && ours(List.of(ancestor.getDeclaredAnnotations())).isEmpty()) {
      ancestor = ancestor.getSuperclass();
    }
    return ancestor != null;
  }

  private static <T> void move(
      AnnotatedType<T> type, AnnotatedMethodConfigurator<? super T> method) {
    Method member = method.getAnnotated().getJavaMember();
    Set<Annotation> present = method.getAnnotated().getAnnotations();
    if (isCalled(member, present) && ours(present).isEmpty()) {
      Class<?> declaring = member.getDeclaringClass();
      ours(declaring == type.getJavaClass()
              ? type.getAnnotations()
              : Arrays.asList(declaring.getDeclaredAnnotations()))
          .forEach(method::add);
    }
  }

  private static boolean isCalled(Method method, Set<Annotation> present) {
    int modifiers = method.getModifiers();
    return (modifiers & (Modifier.PRIVATE | Modifier.STATIC | Modifier.FINAL)) == 0
        && !method.isSynthetic()
        && present.stream()
            .noneMatch(annotation -> NO_CALLS.contains(annotation.annotationType().getName()));
  }

  private static List<Annotation> ours(Collection<Annotation> annotations) {
    return annotations.stream().filter(ClassAnnotations::isOurs).toList();
  }

  private static boolean isOurs(Annotation annotation) {
    return TiercelExtension.ANNOTATIONS.contains(annotation.annotationType());
  }
}
