/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.internal.codec.EncodedValue;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The 24 bytes in front of every value in Redis, big endian: byte 0 magic 0xF5, 1 flags, 2 codec, 3
 * schema, 4 to 7 epoch, 8 to 15 stamp, 16 to 21 deadline in milliseconds by the server's clock (0:
 * the key's own life alone tells), 22 to 23 until when somebody loads the entry anew, in seconds by
 * the server's clock modulo 65536, 0 for nobody (see refresh.lua).
 *
 * @param flags {@link #SLIDING}, {@link #ABSENCE}, {@link #LEASE}, {@link #TAGGED} and {@link
 *     #STAYS}; {@link #LZ4} and {@link #AES_GCM} tell outsiders what stands in the schema, too
 * @param codec the codec that encoded the value
 * @param schema the codec's schema
 * @param epoch the sum of the epochs, modulo 2^32, under which the entry was written
 * @param stamp the mark of the write
 * @param deadlineMillis the deadline by the server's clock, 0 if none
 */
record EntryHeader(int flags, int codec, int schema, int epoch, long stamp, long deadlineMillis) {
  /** The value is compressed. */
  static final int LZ4 = 0x01;

  /** The value is encrypted. */
  static final int AES_GCM = 0x04;

  /** The entry's life moves with its accesses, so only the key's own life tells it. */
  static final int SLIDING = 0x08;

  /** Not an entry: it is known that the source has none. */
  static final int ABSENCE = 0x10;

  /** Not an entry: somebody is loading it. */
  static final int LEASE = 0x20;

  /** The tags of the entry stand before its value. */
  static final int TAGGED = 0x40;

  /** The entry stays after its deadline, past its end, for those who can do with it. */
  static final int STAYS = 0x80;

  /** The length in bytes. */
  static final int LENGTH = 24;

  private static final int MAGIC = 0xF5;
  private static final int DEADLINE_BYTES = 6;

  /** Returns the header of stored bytes, or null if they have none. */
  static @Nullable EntryHeader of(byte[] stored) {
    if (stored.length < LENGTH || (stored[0] & 0xFF) != MAGIC) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.wrap(stored);
    return new EntryHeader(
        stored[1] & 0xFF,
        stored[2] & 0xFF,
        stored[3] & 0xFF,
        bytes.getInt(4),
        bytes.getLong(8),
        deadline(stored, 16));
  }

  /** Tells whether bytes are an entry with tags, without a look at the rest. */
  static boolean isTagged(byte[] stored) {
    return stored.length >= LENGTH && (stored[0] & 0xFF) == MAGIC && (stored[1] & TAGGED) != 0;
  }

  /** Tells whether a flag is set. */
  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** Returns the value behind the header and the tags. */
  EncodedValue value(byte[] stored) {
    int start = Math.min(TagSection.end(stored), stored.length);
    return new EncodedValue(codec, schema, Arrays.copyOfRange(stored, start, stored.length));
  }

  /** Returns bytes 0 to 3. */
  static byte[] head(int flags, EncodedValue value) {
    int all = flags;
    all |= value.isMarked(EncodedValue.COMPRESSED) ? LZ4 : 0;
    all |= value.isMarked(EncodedValue.ENCRYPTED) ? AES_GCM : 0;
    return new byte[] {(byte) MAGIC, (byte) all, (byte) value.codec(), (byte) value.schema()};
  }

  /** Returns bytes 0 to 3 of what is no entry. */
  static byte[] headOfAbsence(int flags) {
    return new byte[] {(byte) MAGIC, (byte) (ABSENCE | flags), 0, 0};
  }

  /** Returns the 8 bytes of a stamp. */
  static byte[] stampBytes(long stamp) {
    return ByteBuffer.allocate(Long.BYTES).putLong(stamp).array();
  }

  /** Returns the 6 bytes of a deadline. */
  static byte[] deadlineBytes(long deadlineMillis) {
    byte[] all = ByteBuffer.allocate(Long.BYTES).putLong(deadlineMillis).array();
    return Arrays.copyOfRange(all, Long.BYTES - DEADLINE_BYTES, Long.BYTES);
  }

  /** Returns the deadline whose 6 bytes begin at an offset. */
  static long deadline(byte[] bytes, int offset) {
    long deadline = 0;
    for (int i = offset; i < offset + DEADLINE_BYTES; i++) {
      deadline = (deadline << Byte.SIZE) | (bytes[i] & 0xFF);
    }
    return deadline;
  }

  /** Returns bytes 22 and up: that nobody loads the entry anew, the tags if any, the value. */
  static byte[] tail(@Nullable TagSection tags, byte[] payload) {
    byte[] section = tags == null ? new byte[0] : tags.toBytes();
    return ByteBuffer.allocate(Short.BYTES + section.length + payload.length)
        .putShort((short) 0)
        .put(section)
        .put(payload)
        .array();
  }

  /** Returns codec, schema and value, as the WRITE script compares them. */
  static byte[] comparable(EncodedValue value) {
    byte[] payload = value.payload();
    byte[] bytes = new byte[2 + payload.length];
    bytes[0] = (byte) value.codec();
    bytes[1] = (byte) value.schema();
    System.arraycopy(payload, 0, bytes, 2, payload.length);
    return bytes;
  }
}
