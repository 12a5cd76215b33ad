/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A response as it is kept. As bytes: the format's version, the status, the time, the headers, the
 * body.
 *
 * @param status the status
 * @param storedAtMillis when it was made, in milliseconds since 1970
 * @param headers its headers, {@code ETag} among them
 * @param body its body
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never shown
record StoredResponse(
    int status, long storedAtMillis, Map<String, List<String>> headers, byte[] body) {
  private static final byte VERSION = 1;

  byte[] toBytes() {
    var bytes = new ByteArrayOutputStream(body.length + 256);
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeShort(status);
      out.writeLong(storedAtMillis);
      out.writeShort(headers.size());
      for (Map.Entry<String, List<String>> header : headers.entrySet()) {
        out.writeUTF(header.getKey());
        out.writeShort(header.getValue().size());
        for (String value : header.getValue()) {
          out.writeUTF(value);
        }
      }
      out.writeInt(body.length);
      out.write(body);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** Returns the response that was stored, or null if these are bytes of another version. */
  static @Nullable StoredResponse from(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != VERSION) {
        return null;
      }
      int status = in.readShort();
      long storedAt = in.readLong();
      Map<String, List<String>> headers = new LinkedHashMap<>();
      for (int left = in.readShort(); left > 0; left--) {
        String name = in.readUTF();
        List<String> values = new ArrayList<>();
        for (int more = in.readShort(); more > 0; more--) {
          values.add(in.readUTF());
        }
        headers.put(name, values);
      }
      return new StoredResponse(status, storedAt, headers, in.readNBytes(in.readInt()));
    } catch (IOException truncated) {
      return null;
    }
  }

  @Nullable String etag() {
    List<String> tags = headers.get("ETag");
    return tags == null || tags.isEmpty() ? null : tags.get(0);
  }
}
