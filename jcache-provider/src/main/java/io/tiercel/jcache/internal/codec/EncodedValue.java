/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A value as bytes, with the two numbers that say how to read them. Equal when the numbers and all
 * bytes are. The payload is not copied: who makes or takes one must not change it.
 *
 * @param codec the id of the encoding, 0 to 255; {@link ValueCodecs} lists them
 * @param schema the version of that encoding's layout, 0 to 31, and {@link #COMPRESSED}, {@link
 *     #ENCRYPTED} and {@link #NAMED} where that was done to the bytes: a node that does not know of
 *     it sees a schema that it does not know
 * @param payload the bytes, possibly none
 */
@SuppressWarnings("ArrayRecordComponent") // equals, hashCode and toString below look at the bytes
public record EncodedValue(int codec, int schema, byte[] payload) {
  /** In the schema: the payload is compressed. */
  public static final int COMPRESSED = 0x80;

  /** In the schema: the payload is encrypted. */
  public static final int ENCRYPTED = 0x40;

  /** In the schema: the text of a key that its id does not tell stands before the value. */
  public static final int NAMED = 0x20;

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

  /** Tells whether {@link #COMPRESSED} or {@link #ENCRYPTED} stands in the schema. */
  public boolean isMarked(int mark) {
    return (schema & mark) != 0;
  }

  /** Returns these bytes behind the text of their key, whose length in bytes stands first. */
  public EncodedValue named(String text) {
    byte[] name = text.getBytes(StandardCharsets.UTF_8);
    byte[] bytes =
        ByteBuffer.allocate(Integer.BYTES + name.length + payload.length)
            .putInt(name.length)
            .put(name)
            .put(payload)
            .array();
    return new EncodedValue(codec, schema | NAMED, bytes);
  }

  /** Returns the text of the key that stands before the value, or null if there is none. */
  public @Nullable String name() {
    int length = nameLength();
    return length < 0 ? null : new String(payload, Integer.BYTES, length, StandardCharsets.UTF_8);
  }

  /**
   * Returns the value without the text of its key.
   *
   * @throws UndecodableValueException if the length of the text is wrong
   */
  EncodedValue unnamed() throws UndecodableValueException {
    if (!isMarked(NAMED)) {
      return this;
    }
    int length = nameLength();
    if (length < 0) {
      throw new UndecodableValueException(
          UndecodableValueException.Reason.MALFORMED, Messages.malformedName(payload.length), null);
    }
    return unmarked(NAMED, Arrays.copyOfRange(payload, Integer.BYTES + length, payload.length));
  }

  private int nameLength() {
    if (!isMarked(NAMED) || payload.length < Integer.BYTES) {
      return -1;
    }
    int length = ByteBuffer.wrap(payload).getInt();
    return length <= payload.length - Integer.BYTES ? length : -1;
  }

  /** Returns another payload with the same codec and schema, save for a mark. */
  EncodedValue unmarked(int mark, byte[] other) {
    return new EncodedValue(codec, schema & ~mark, other);
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
