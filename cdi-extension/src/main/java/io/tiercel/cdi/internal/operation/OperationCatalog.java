/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations of all annotated methods. Immutable. */
public final class OperationCatalog {
  private final Map<Method, CacheOperation> operations;

  OperationCatalog(Map<Method, CacheOperation> operations) {
    this.operations = Map.copyOf(operations);
  }

  /** Returns the operation of a method, or null if it has none. */
  public @Nullable CacheOperation find(Method method) {
    return operations.get(method);
  }

  /** Returns the number of methods. */
  public int size() {
    return operations.size();
  }
}
