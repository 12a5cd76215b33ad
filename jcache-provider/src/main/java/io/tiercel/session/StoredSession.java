/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.session;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session as it is stored. As bytes: the format's version, when it was read last, when it began,
 * the user's generation, the user, the attributes.
 *
 * @param session the session
 * @param generation that of the user's sessions when this one was created
 * @param seenAtMillis when its life was last prolonged
 */
record StoredSession(Session session, String generation, long seenAtMillis) {
  private static final byte VERSION = 1;

  StoredSession seenAt(long millis) {
    return new StoredSession(session, generation, millis);
  }

  byte[] toBytes() {
    var bytes = new ByteArrayOutputStream(256);
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeLong(seenAtMillis);
      out.writeLong(session.createdAt().toEpochMilli());
      out.writeUTF(generation);
      out.writeUTF(session.user());
      out.writeInt(session.attributes().size());
      for (Map.Entry<String, String> attribute : session.attributes().entrySet()) {
        out.writeUTF(attribute.getKey());
        out.writeUTF(attribute.getValue());
      }
    } catch (IOException tooLong) {
      throw new UncheckedIOException(tooLong);
    }
    return bytes.toByteArray();
  }

  /** Returns the session that was stored, or null if these are bytes of another version. */
  static @Nullable StoredSession from(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != VERSION) {
        return null;
      }
      long seenAt = in.readLong();
      Instant createdAt = Instant.ofEpochMilli(in.readLong());
      String generation = in.readUTF();
      String user = in.readUTF();
      Map<String, String> attributes = new HashMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        attributes.put(in.readUTF(), in.readUTF());
      }
      return new StoredSession(new Session(user, createdAt, attributes), generation, seenAt);
    } catch (IOException truncated) {
      return null;
    }
  }
}
