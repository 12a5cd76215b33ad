/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What an operator sees with redis-cli: one command at a time, bytes as they are. */
public final class RedisProbe implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(60).toMillis();

  private final Socket socket;
  private final DataInputStream in;

  public RedisProbe(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Sends a command of texts and byte arrays.
   *
   * @return a String for a status, a Long, a byte array, a List of these, or null
   */
  public @Nullable Object call(Object... words) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      line(out, "*" + words.length);
      for (Object word : words) {
        byte[] bytes = word instanceof byte[] raw ? raw : utf8(String.valueOf(word));
        line(out, "$" + bytes.length);
        out.write(bytes);
        line(out, "");
      }
      socket.getOutputStream().write(out.toByteArray());
      return reply();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the bytes of a key, or null. */
  public byte @Nullable [] get(String key) {
    return (byte[]) call("GET", key);
  }

  /** Returns a number that a key holds as text, or 0. */
  long number(String key) {
    byte[] digits = get(key);
    return digits == null ? 0 : Long.parseLong(new String(digits, StandardCharsets.US_ASCII));
  }

  long pttl(String key) {
    return Long.parseLong(String.valueOf(call("PTTL", key)));
  }

  /** Returns the server's clock in milliseconds. */
  public long time() {
    List<?> time = (List<?>) call("TIME");
    if (time == null) {
      throw new IllegalStateException("TIME");
    }
    return Long.parseLong(text(time.get(0))) * 1000 + Long.parseLong(text(time.get(1))) / 1000;
  }

  /** Returns the keys that match a pattern, by SCAN. */
  Set<String> keys(String pattern) {
    Set<String> keys = new TreeSet<>();
    String cursor = "0";
    do {
      List<?> page = (List<?>) call("SCAN", cursor, "MATCH", pattern, "COUNT", "1000");
      if (page == null) {
        throw new IllegalStateException("SCAN");
      }
      cursor = text(page.get(0));
      ((List<?>) page.get(1)).forEach(key -> keys.add(text(key)));
    } while (!cursor.equals("0"));
    return keys;
  }

  /** Returns the next line that the server sends without being asked, as to a monitor. */
  String next() {
    try {
      return String.valueOf(reply());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the text of the next message, after SUBSCRIBE. */
  public String message() {
    try {
      while (true) {
        if (reply() instanceof List<?> parts && parts.size() == 3) {
          return text(parts.get(2));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable Object reply() throws IOException {
    int kind = in.readUnsignedByte();
    String head = line();
    return switch (kind) {
      case '+' -> head;
      case ':' -> Long.valueOf(head);
      case '$' -> bulk(Integer.parseInt(head));
      case '*' -> elements(Integer.parseInt(head));
      default -> throw new IOException((char) kind + head);
    };
  }

  private List<@Nullable Object> elements(int count) throws IOException {
    List<@Nullable Object> elements = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      elements.add(reply());
    }
    return elements;
  }

  private byte @Nullable [] bulk(int length) throws IOException {
    if (length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    line();
    return bytes;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
      if (c != '\r') {
        line.write(c);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  private static void line(ByteArrayOutputStream out, String text) throws IOException {
    out.write(utf8(text + "\r\n"));
  }

  private static String text(Object bytes) {
    return new String((byte[]) bytes, StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
