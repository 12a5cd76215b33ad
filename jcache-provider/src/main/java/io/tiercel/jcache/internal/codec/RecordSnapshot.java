/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import java.util.Arrays;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** A record with parts that can change; its values are made by its canonical constructor. */
final class RecordSnapshot extends Snapshot {
  private final RecordShape shape;
  private final @Nullable Object[] components;
  private final long bytes;

  /**
   * Creates a snapshot.
   *
   * @param components snapshots, and what cannot change
   */
  RecordSnapshot(RecordShape shape, @Nullable Object[] components, long bytes) {
    this.shape = shape;
    this.components = components;
    this.bytes = bytes;
  }

  @Override
  @SuppressWarnings("checkstyle:IllegalCatch") // the constructor is the application's code
  public Object thaw() {
    @Nullable Object[] arguments = Arrays.copyOf(components, components.length);
    for (int i = 0; i < arguments.length; i++) {
      Object component = arguments[i];
      if (component instanceof Snapshot part) {
        arguments[i] = part.thaw();
      }
    }
    try {
      return shape.make(arguments);
    } catch (CacheException e) {
      throw e;
    } catch (Throwable e) {
      throw new CacheException(Messages.recordNotMade(shape.type()), e);
    }
  }

  @Override
  long bytes() {
    return bytes;
  }
}
