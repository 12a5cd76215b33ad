/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import io.tiercel.cdi.TenantId;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;

/** Reads what the parameters of an annotated method are for. */
final class ParameterReader {
  static final Set<Class<?>> TENANT_TYPES =
      Set.of(String.class, UUID.class, Long.class, long.class, Integer.class, int.class);

  private final AnnotatedMethod<?> method;
  private final CacheAnnotation annotation;
  private final String name;
  private final Problems problems;

  ParameterReader(
      AnnotatedMethod<?> method, CacheAnnotation annotation, String name, Problems problems) {
    this.method = method;
    this.annotation = annotation;
    this.name = name;
    this.problems = problems;
  }

  /** Reads the parameters; what is wrong with them goes to the problems. */
  MethodParameters read() {
    int value = single(CacheValue.class);
    int tenant = single(TenantId.class);
    List<Integer> marked = positions(parameter -> parameter.isAnnotationPresent(CacheKey.class));
    List<Integer> keys =
        marked.isEmpty()
            ? positions(p -> p.getPosition() != value && p.getPosition() != tenant)
            : marked;
    checkRoles(marked, value, tenant);
    checkValue(value);
    checkTenant(tenant);
    return new MethodParameters(keys, value, tenant);
  }

  /** Checks that the parameters can make a key without a generator of the application. */
  void checkGeneratedKey(List<Integer> keys) {
    if (keys.isEmpty() && !(annotation.annotation() instanceof CacheResult)) {
      problems.add(Messages.noKeyParameter(name, annotation.text()));
    }
    for (int position : keys) {
      if (!KeyParts.canBe(type(position))) {
        problems.add(Messages.keyWithoutEquals(name, position, type(position)));
      }
    }
  }

  private void checkRoles(List<Integer> keys, int value, int tenant) {
    if (value != MethodParameters.NONE && value == tenant) {
      problems.add(Messages.twoRoles(name, value, "@CacheValue", "@TenantId"));
    }
    if (keys.contains(value)) {
      problems.add(Messages.twoRoles(name, value, "@CacheKey", "@CacheValue"));
    }
    if (keys.contains(tenant)) {
      problems.add(Messages.twoRoles(name, tenant, "@CacheKey", "@TenantId"));
    }
  }

  private void checkValue(int value) {
    boolean put = annotation.annotation() instanceof CachePut;
    if (put && value == MethodParameters.NONE) {
      problems.add(Messages.noValueParameter(name));
    }
    if (!put && value != MethodParameters.NONE) {
      problems.add(Messages.valueWithoutPut(name, annotation.text()));
    }
  }

  private void checkTenant(int tenant) {
    if (tenant != MethodParameters.NONE && !TENANT_TYPES.contains(type(tenant))) {
      problems.add(Messages.tenantType(name, type(tenant)));
    }
  }

  private int single(Class<? extends Annotation> role) {
    List<Integer> found = positions(parameter -> parameter.isAnnotationPresent(role));
    if (found.size() > 1) {
      problems.add(Messages.roleTwice(name, "@" + role.getSimpleName(), found));
    }
    return found.isEmpty() ? MethodParameters.NONE : found.get(0);
  }

  private List<Integer> positions(Predicate<AnnotatedParameter<?>> filter) {
    return method.getParameters().stream()
        .filter(filter)
        .map(AnnotatedParameter::getPosition)
        .toList();
  }

  private Class<?> type(int position) {
    return method.getJavaMember().getParameterTypes()[position];
  }
}
