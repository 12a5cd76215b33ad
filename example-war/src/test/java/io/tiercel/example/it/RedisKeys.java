/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;

/** Reads the names of the keys in a Redis, as {@code redis-cli --scan} does. */
final class RedisKeys {
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private RedisKeys() {}

  /** Returns all keys that begin with a text. */
  static Set<String> beginningWith(int port, String beginning) {
    Set<String> keys = new TreeSet<>();
    try (Socket socket = new Socket(InetAddress.getByAddress(LOOPBACK), port);
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      String cursor = "0";
      do {
        String command = "SCAN %s MATCH %s* COUNT 1000\r\n".formatted(cursor, beginning);
        socket.getOutputStream().write(command.getBytes(StandardCharsets.UTF_8));
        expect(in, "*2");
        cursor = text(in);
        int count = Integer.parseInt(in.readLine().substring(1));
        for (int i = 0; i < count; i++) {
          keys.add(text(in));
        }
      } while (!"0".equals(cursor));
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(BufferedReader in) throws IOException {
    String length = in.readLine();
    if (length == null || !length.startsWith("$")) {
      throw new IOException("not a text: " + length);
    }
    return in.readLine();
  }

  private static void expect(BufferedReader in, String line) throws IOException {
    String got = in.readLine();
    if (!line.equals(got)) {
      throw new IOException("expected " + line + ", got " + got);
    }
  }
}
