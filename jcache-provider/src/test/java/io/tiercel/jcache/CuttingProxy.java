/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** A way to Redis that breaks at the next script that writes, when it is told to. */
final class CuttingProxy implements AutoCloseable {
  private static final String SCRIPT = "\r\nEVALSHA\r\n";

  /** What is lost with the connection. */
  enum Lost {
    NOTHING,
    REQUEST,
    ANSWER
  }

  private final ServerSocket server;
  private final int port;
  private final AtomicReference<Lost> next = new AtomicReference<>(Lost.NOTHING);
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  CuttingProxy(int redisPort) {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    port = redisPort;
    start(this::accept);
  }

  String address() {
    return "redis://127.0.0.1:" + server.getLocalPort();
  }

  /** Breaks the connection of the next script. */
  void cutNext(Lost what) {
    next.set(what);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        Socket redis = new Socket(InetAddress.getLoopbackAddress(), port);
        sockets.add(client);
        sockets.add(redis);
        Link link = new Link(client, redis);
        start(link::requests);
        start(link::answers);
      }
    } catch (IOException e) {
      close(); // it is closed
    }
  }

  @Override
  public void close() {
    close(server);
    sockets.forEach(CuttingProxy::close);
  }

  private static void start(Runnable pump) {
    Thread thread = new Thread(pump, "cutting-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** One connection. */
  private final class Link {
    private final Socket client;
    private final Socket redis;
    private volatile boolean answerLost;

    Link(Socket client, Socket redis) {
      this.client = client;
      this.redis = redis;
    }

    void requests() {
      pump(
          client,
          redis,
          chunk -> {
            boolean script = chunk.contains(SCRIPT);
            Lost lost = script ? next.getAndSet(Lost.NOTHING) : Lost.NOTHING;
            answerLost = lost == Lost.ANSWER;
            return lost == Lost.REQUEST;
          });
    }

    void answers() {
      pump(redis, client, chunk -> answerLost);
    }

    private void pump(Socket from, Socket to, Predicate<String> cuts) {
      byte[] buffer = new byte[1 << 16];
      try {
        InputStream in = from.getInputStream();
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          if (cuts.test(new String(buffer, 0, n, StandardCharsets.ISO_8859_1))) {
            break;
          }
          to.getOutputStream().write(buffer, 0, n);
        }
      } catch (IOException e) {
        answerLost = true; // the connection is gone
      } finally {
        close(client);
        close(redis);
      }
    }
  }
}
