/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One line to Redis, the first line of its answer, over a socket of its own. */
final class RedisWire implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader replies;

  RedisWire(int port) throws IOException {
    socket = new Socket(FreePort.loopback(), port);
    replies =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  String call(String line) throws IOException {
    send(line);
    return reply();
  }

  void send(String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  String reply() throws IOException {
    return String.valueOf(replies.readLine());
  }

  void timeout(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
