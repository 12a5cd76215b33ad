/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/** An array of primitives or of objects. */
final class ArraySnapshot extends Snapshot {
  private final Object prototype;
  private final @Nullable Snapshot @Nullable [] parts;
  private final long bytes;

  /**
   * Creates a snapshot.
   *
   * @param prototype never handed out; null where there is a part
   * @param parts by index, null where the prototype has the element; null if there are none
   */
  ArraySnapshot(Object prototype, @Nullable Snapshot @Nullable [] parts, long bytes) {
    this.prototype = prototype;
    this.parts = parts;
    this.bytes = bytes;
  }

  @Override
  public Object thaw() {
    Object copy = copyOf(prototype);
    if (parts != null) {
      for (int i = 0; i < parts.length; i++) {
        Snapshot part = parts[i];
        if (part != null) {
          Array.set(copy, i, part.thaw());
        }
      }
    }
    return copy;
  }

  @Override
  long bytes() {
    return bytes;
  }

  /** Returns a new array with the same elements. */
  static Object copyOf(Object array) {
    int length = Array.getLength(array);
    Object copy = Array.newInstance(array.getClass().getComponentType(), length);
    System.arraycopy(array, 0, copy, 0, length);
    return copy;
  }
}
