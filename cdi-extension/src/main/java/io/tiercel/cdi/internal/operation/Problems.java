/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import java.util.ArrayList;
import java.util.List;

/** The faults of all annotations, gathered to be reported together. Used by one thread. */
final class Problems {
  private final List<String> texts = new ArrayList<>();

  void add(String text) {
    texts.add(text);
  }

  int count() {
    return texts.size();
  }

  List<String> texts() {
    return List.copyOf(texts);
  }
}
