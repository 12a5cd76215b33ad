/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.limit;

import io.tiercel.cdi.RateLimitSubject;
import io.tiercel.cdi.RateLimited;
import io.tiercel.jcache.config.RateLimitSettings;
import io.tiercel.ratelimit.OutagePolicy;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads limits from annotations, and gathers what is wrong with them. For one thread. */
final class LimitCompiler {
  private final RateLimitSettings settings;
  private final Map<Method, MethodLimit> limits = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  LimitCompiler(RateLimitSettings settings) {
    this.settings = settings;
  }

  /** Reads the methods of a bean. */
  void compile(AnnotatedType<?> type) {
    for (AnnotatedMethod<?> method : type.getMethods()) {
      RateLimited own = method.getAnnotation(RateLimited.class);
      RateLimited.Several owns = method.getAnnotation(RateLimited.Several.class);
      Method member = method.getJavaMember();
      if (own != null || owns != null) {
        if (Modifier.isPrivate(member.getModifiers()) || Modifier.isStatic(member.getModifiers())) {
          problems.add(Messages.notIntercepted(name(member)));
        } else {
          add(member, own, owns);
        }
      } else if (isBusinessMethod(member)) {
        add(
            member,
            type.getAnnotation(RateLimited.class),
            type.getAnnotation(RateLimited.Several.class));
      }
    }
  }

  /** Reads a method that belongs to no bean. */
  void compile(Class<?> type, Method method) {
    RateLimited own = method.getAnnotation(RateLimited.class);
    RateLimited.Several owns = method.getAnnotation(RateLimited.Several.class);
    if (own != null || owns != null) {
      add(method, own, owns);
    } else {
      add(
          method,
          type.getAnnotation(RateLimited.class),
          type.getAnnotation(RateLimited.Several.class));
    }
  }

  Map<Method, MethodLimit> limits() {
    return limits;
  }

  List<String> problems() {
    return List.copyOf(new HashSet<>(problems));
  }

  private void add(
      Method method, @Nullable RateLimited one, RateLimited.@Nullable Several several) {
    List<RateLimited> annotations =
        several != null ? List.of(several.value()) : one != null ? List.of(one) : List.of();
    if (annotations.isEmpty()) {
      return;
    }
    RateLimited first = annotations.get(0);
    boolean alike =
        annotations.stream()
            .allMatch(
                other ->
                    other.by() == first.by()
                        && other.name().equals(first.name())
                        && other.reserve() == first.reserve()
                        && List.of(other.onOutage()).equals(List.of(first.onOutage())));
    if (!alike) {
      problems.add(Messages.unlike(name(method)));
      return;
    }
    try {
      MethodLimit limit = limit(method, annotations, several != null);
      for (long permits : possiblePermits(limit)) {
        limit.limiter(permits);
      }
      MethodLimit before = limits.put(method, limit);
      if (before != null && !before.equals(limit)) {
        problems.add(Messages.inheritedTwice(name(method)));
      }
    } catch (IllegalArgumentException e) {
      problems.add(Messages.wrong(name(method), e));
    }
  }

  /** Returns what a call may find where the annotation leaves the permits open. */
  private Set<Long> possiblePermits(MethodLimit limit) {
    Set<Long> permits = new HashSet<>(Set.of(settings.maxRequests()));
    if (limit.isOpen()) {
      permits.addAll(settings.plans().values());
      if (limit.by() == RateLimitSubject.USER && settings.perUser() != null) {
        permits.add(settings.perUser());
      }
    }
    return permits;
  }

  private MethodLimit limit(Method method, List<RateLimited> annotations, boolean several) {
    RateLimited first = annotations.get(0);
    OutagePolicy policy = only(method, "onOutage", settings.onOutage(), first.onOutage());
    return new MethodLimit(
        first.name().isEmpty()
            ? method.getDeclaringClass().getSimpleName() + "." + method.getName()
            : first.name(),
        first.by(),
        annotations.stream()
            .map(
                annotation ->
                    new MethodLimit.Window(
                        annotation.permits(),
                        length(annotation),
                        only(method, "algorithm", settings.algorithm(), annotation.algorithm())))
            .toList(),
        policy,
        first.reserve(),
        several);
  }

  private Duration length(RateLimited annotation) {
    if (annotation.per().isEmpty()) {
      return settings.window();
    }
    try {
      return Duration.parse(annotation.per());
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(Messages.noDuration(annotation.per()), e);
    }
  }

  @SafeVarargs
  private static <T> T only(Method method, String member, T otherwise, T... given) {
    if (given.length > 1) {
      throw new IllegalArgumentException(Messages.several(name(method), member));
    }
    return given.length == 0 ? otherwise : given[0];
  }

  private static boolean isBusinessMethod(Method method) {
    Set<Class<?>> ours = Set.of(Object.class);
    int modifiers = method.getModifiers();
    return !ours.contains(method.getDeclaringClass())
        && !method.isSynthetic()
        && !Modifier.isPrivate(modifiers)
        && !Modifier.isStatic(modifiers);
  }

  private static String name(Method method) {
    return method.getDeclaringClass().getName() + "." + method.getName();
  }
}
