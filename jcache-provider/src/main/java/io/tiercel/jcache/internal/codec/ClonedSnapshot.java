/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A collection, map, set of bits or date of the JDK, which knows how to copy itself. */
final class ClonedSnapshot extends Snapshot {
  private final Object prototype;
  private final UnaryOperator<Object> cloner;
  private final boolean open;
  private final long bytes;

  /**
   * Creates a snapshot.
   *
   * @param prototype never handed out; its elements, or the values of a map, may be snapshots
   * @param cloner its {@code clone()}
   * @param open whether there are snapshots among them
   */
  ClonedSnapshot(Object prototype, UnaryOperator<Object> cloner, boolean open, long bytes) {
    this.prototype = prototype;
    this.cloner = cloner;
    this.open = open;
    this.bytes = bytes;
  }

  @Override
  @SuppressWarnings("unchecked") // our own copy, whatever it holds
  public Object thaw() {
    Object copy = cloner.apply(prototype);
    if (open && copy instanceof List) {
      ((List<Object>) copy).replaceAll(Snapshot::thawed);
    } else if (open) {
      ((Map<Object, Object>) copy).replaceAll((key, value) -> thawed(value));
    }
    return copy;
  }

  @Override
  long bytes() {
    return bytes;
  }
}
