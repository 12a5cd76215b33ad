/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import java.util.List;

/**
 * Which parameter of a method is what, by position.
 *
 * @param keys the parameters of the key, in order
 * @param value the value to store, or {@link #NONE}
 * @param tenant the tenant's id, or {@link #NONE}
 */
record MethodParameters(List<Integer> keys, int value, int tenant) {
  /** No parameter. */
  static final int NONE = -1;

  MethodParameters {
    keys = List.copyOf(keys);
  }
}
