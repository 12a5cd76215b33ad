/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept-alive HTTP/1.1 connection. It does as little as can be done, since what the driver uses
 * of the processor is missing to the server beside it: it writes bytes made before, and reads
 * status, {@code X-Cache} and length, then skips the body. One thread at a time.
 */
final class Connection implements Closeable {
  private static final int BUFFER = 64 * 1024;
  private static final int TIMEOUT_MILLIS = 120_000;

  private final Socket socket = new Socket();
  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private final StringBuilder line = new StringBuilder(128);
  private int at;
  private int end;

  Connection(URI server) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), TIMEOUT_MILLIS);
    in = socket.getInputStream();
  }

  /**
   * What the server answered.
   *
   * @param status the HTTP status
   * @param tier where it came from
   * @param bytes how long the body is
   */
  record Answer(int status, Tier tier, long bytes) {}

  /** Sends a whole request and reads its whole answer. */
  Answer send(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    String first = readLine();
    if (!first.startsWith("HTTP/1.1 ")) {
      throw new IOException(Messages.notHttp(first));
    }
    int status = Integer.parseInt(first, 9, 12, 10);
    Tier tier = Tier.NONE;
    long length = status == 204 ? 0 : -1;
    boolean chunked = false;
    for (String header = readLine(); !header.isEmpty(); header = readLine()) {
      int colon = header.indexOf(':');
      String value = header.substring(colon + 1).strip();
      switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
        case "x-cache" -> tier = Tier.of(value);
        case "content-length" -> length = Long.parseLong(value);
        case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
        default -> {} // of no matter here
      }
    }
    if (!chunked && length < 0) {
      throw new IOException(Messages.notHttp(first));
    }
    return new Answer(status, tier, chunked ? skipChunks() : skip(length));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private long skipChunks() throws IOException {
    long all = 0;
    while (true) {
      String size = readLine();
      int extension = size.indexOf(';');
      long length = Long.parseLong(extension < 0 ? size : size.substring(0, extension), 16);
      all += skip(length);
      readLine();
      if (length == 0) {
        return all;
      }
    }
  }

  private long skip(long length) throws IOException {
    long left = length;
    while (left > 0) {
      if (at == end) {
        fill();
      }
      int step = (int) Math.min(left, end - at);
      at += step;
      left -= step;
    }
    return length;
  }

  private String readLine() throws IOException {
    line.setLength(0);
    while (true) {
      if (at == end) {
        fill();
      }
      byte b = buffer[at++];
      if (b == '\n') {
        return line.toString();
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
  }

  private void fill() throws IOException {
    int read = in.read(buffer);
    if (read < 0) {
      throw new EOFException("the server closed the connection: " + socket);
    }
    at = 0;
    end = read;
  }

  /** The bytes of a request; the body may be empty. */
  static byte[] request(String method, URI address, String headers, String body) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    String head =
        method
            + " "
            + address.getRawPath()
            + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery())
            + " HTTP/1.1\r\nHost: "
            + address.getAuthority()
            + "\r\nAccept: application/json\r\n"
            + headers
            + (content.length == 0
                ? ""
                : "Content-Type: application/json\r\nContent-Length: " + content.length + "\r\n")
            + "\r\n";
    byte[] start = head.getBytes(StandardCharsets.US_ASCII);
    byte[] all = new byte[start.length + content.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(content, 0, all, start.length, content.length);
    return all;
  }
}
