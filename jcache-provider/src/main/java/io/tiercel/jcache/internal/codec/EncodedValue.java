/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A value as bytes, with the two numbers that say how to read them. Equal when the numbers and all
 * bytes are. The payload is not copied: who makes or takes one must not change it.
 *
 * @param codec the id of the encoding, 0 to 255; {@link ValueCodecs} lists them
 * @param schema the version of that encoding's layout, 0 to 255
 * @param payload the bytes, possibly none
 */
@SuppressWarnings("ArrayRecordComponent") // equals, hashCode and toString below look at the bytes
public record EncodedValue(int codec, int schema, byte[] payload) {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if the codec or the schema does not fit into one byte
   */
  public EncodedValue {
    requireNonNull(payload, "payload");
    if ((codec | schema) >>> 8 != 0) {
      throw new IllegalArgumentException(Messages.notOneByte(codec, schema));
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EncodedValue that
        && codec == that.codec
        && schema == that.schema
        && Arrays.equals(payload, that.payload);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * codec + schema) + Arrays.hashCode(payload);
  }

  /** Returns the two numbers and the size, never the value. */
  @Override
  public String toString() {
    return "EncodedValue[codec=" + codec + ", schema=" + schema + ", bytes=" + payload.length + "]";
  }
}
