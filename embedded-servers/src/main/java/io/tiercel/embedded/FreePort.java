/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port of 127.0.0.1 that nothing listens on. It lies below the range from which systems take the
 * ports of outgoing connections (32768 on Linux, 49152 on macOS): a server that is stopped and
 * restarted finds its port free, and a client that keeps connecting to a stopped server cannot
 * connect to itself.
 */
final class FreePort {
  private static final int LOWEST = 15_000;
  private static final int HIGHEST = 32_000;
  private static final int TRIES = 200;

  private FreePort() {}

  static int find() {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new ServerStartException(Messages.noFreePort(LOWEST, HIGHEST));
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(loopback(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  /** 127.0.0.1, whatever the machine calls localhost. */
  static InetAddress loopback() throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }
}
