/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations of all annotated methods. Immutable. */
public final class OperationCatalog {
  private final Map<Method, CacheOperation> operations;

  private final Map<Method, CascadeOperation> cascades;
  private final Map<Method, TagInvalidation> tags;

  OperationCatalog(
      Map<Method, CacheOperation> operations,
      Map<Method, CascadeOperation> cascades,
      Map<Method, TagInvalidation> tags) {
    this.operations = Map.copyOf(operations);
    this.cascades = Map.copyOf(cascades);
    this.tags = Map.copyOf(tags);
  }

  /** Returns the operation of a method, or null if it has none. */
  public @Nullable CacheOperation find(Method method) {
    return operations.get(method);
  }

  /** Returns what a method invalidates of its own choice, or null if it does not. */
  public @Nullable CascadeOperation findCascade(Method method) {
    return cascades.get(method);
  }

  /** Returns which tags a method invalidates, or null if it does not. */
  public @Nullable TagInvalidation findTags(Method method) {
    return tags.get(method);
  }

  /** Returns the number of methods. */
  public int size() {
    return operations.size();
  }
}
