/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import java.util.Arrays;
import java.util.List;

/** A list that cannot be changed, of parts that can: of {@code List.of} or {@code toList()}. */
final class FrozenListSnapshot extends Snapshot {
  private final Object[] parts;
  private final boolean asksForNull;
  private final long bytes;

  /**
   * Creates a snapshot.
   *
   * @param parts snapshots, and what cannot change
   * @param asksForNull whether the list can be asked for null, as {@code Stream.toList()} makes it
   */
  FrozenListSnapshot(Object[] parts, boolean asksForNull, long bytes) {
    this.parts = parts;
    this.asksForNull = asksForNull;
    this.bytes = bytes;
  }

  @Override
  public Object thaw() {
    return asksForNull
        ? Arrays.stream(parts).map(FrozenListSnapshot::part).toList()
        : listOf(parts);
  }

  private static List<Object> listOf(Object[] parts) {
    Object[] made = new Object[parts.length];
    Arrays.setAll(made, i -> thawed(parts[i]));
    return List.of(made);
  }

  @SuppressWarnings("NullAway") // toList() takes null
  private static Object part(Object part) {
    return part == null ? null : thawed(part);
  }

  @Override
  long bytes() {
    return bytes;
  }
}
