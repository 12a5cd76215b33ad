/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one node tells the others, in bytes: kind (1), stamp (8), length of the name (2), name, id
 * of the entry; texts in UTF-8. Several at once are 'S' and each behind its length (4).
 *
 * @param kind what happened
 * @param stamp the mark of the write, which also tells the node it came from
 * @param name the cache's name, the tenant's id, or the tag's key
 * @param id the entry's id; empty unless an entry changed
 */
record Message(Kind kind, long stamp, String name, String id) {
  /** What happened. */
  enum Kind {
    /** One entry was changed or removed. */
    ENTRY('E'),
    /** A cache was cleared. */
    CACHE('C'),
    /** All caches of a tenant were cleared. */
    TENANT('T'),
    /** The entries with a tag are absent from now on. */
    TAG('G');

    private final byte code;

    Kind(char code) {
      this.code = (byte) code;
    }
  }

  private static final byte SEVERAL = 'S';
  private static final int FIXED = 1 + Long.BYTES + Short.BYTES;

  /** Returns the bytes. */
  byte[] toBytes() {
    byte[] field = nameField(name);
    byte[] idBytes = id.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(1 + Long.BYTES + field.length + idBytes.length)
        .put(kind.code)
        .putLong(stamp)
        .put(field)
        .put(idBytes)
        .array();
  }

  /** Returns a name as it stands in messages, behind its length. */
  static byte[] nameField(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Short.BYTES + bytes.length)
        .putShort((short) bytes.length)
        .put(bytes)
        .array();
  }

  /** Returns the messages in some bytes; what is none is left out. */
  static List<Message> allOf(byte[] bytes) {
    List<Message> all = new ArrayList<>();
    if (bytes.length == 0 || bytes[0] != SEVERAL) {
      add(all, bytes);
      return all;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
    while (buffer.remaining() >= Integer.BYTES) {
      int length = buffer.getInt();
      if (length < 0 || length > buffer.remaining()) {
        return all;
      }
      byte[] one = new byte[length];
      buffer.get(one);
      add(all, one);
    }
    return all;
  }

  private static void add(List<Message> all, byte[] bytes) {
    Message message = of(bytes);
    if (message != null) {
      all.add(message);
    }
  }

  /** Returns the message of some bytes, or null if they are none. */
  static @Nullable Message of(byte[] bytes) {
    if (bytes.length < FIXED) {
      return null;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    byte code = buffer.get();
    long stamp = buffer.getLong();
    int nameLength = Short.toUnsignedInt(buffer.getShort());
    if (nameLength > buffer.remaining()) {
      return null;
    }
    String name = new String(bytes, FIXED, nameLength, StandardCharsets.UTF_8);
    int idStart = FIXED + nameLength;
    String id = new String(bytes, idStart, bytes.length - idStart, StandardCharsets.UTF_8);
    for (Kind kind : Kind.values()) {
      if (kind.code == code) {
        return new Message(kind, stamp, name, id);
      }
    }
    return null;
  }
}
