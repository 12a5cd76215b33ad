/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import org.jspecify.annotations.Nullable;

/**
 * An object of an application's class: one that holds what cannot change, and the parts that can.
 */
final class FieldsSnapshot extends Snapshot {
  private final FieldsShape shape;
  private final Object prototype;
  private final @Nullable Snapshot @Nullable [] parts;
  private final long bytes;

  /**
   * Creates a snapshot.
   *
   * @param prototype never handed out; its fields with a part are null
   * @param parts by the references of the shape, null where the prototype has the value; null if
   *     none has a part
   */
  FieldsSnapshot(
      FieldsShape shape, Object prototype, @Nullable Snapshot @Nullable [] parts, long bytes) {
    this.shape = shape;
    this.prototype = prototype;
    this.parts = parts;
    this.bytes = bytes;
  }

  @Override
  public Object thaw() {
    Object copy = shape.copy(prototype);
    if (parts != null) {
      for (int i = 0; i < parts.length; i++) {
        Snapshot part = parts[i];
        if (part != null) {
          shape.set(copy, i, part.thaw());
        }
      }
    }
    return copy;
  }

  @Override
  long bytes() {
    return bytes;
  }
}
