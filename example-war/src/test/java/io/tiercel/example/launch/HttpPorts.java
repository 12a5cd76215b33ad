/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.launch;

import java.util.ArrayList;
import java.util.List;

/** The ports that the servers are asked for on: as many as the system properties say. */
final class HttpPorts {
  private static final int USUAL = 8080;

  private HttpPorts() {}

  /**
   * Returns a port for each server: the first is {@code inbox.port} or else the usual one, the
   * others follow it; where one is taken, a free one stands in for it.
   *
   * @throws LaunchException if {@code inbox.port} is not free, or a property is not a number
   */
  static List<Integer> chosen() {
    int first = first();
    List<Integer> ports = new ArrayList<>();
    ports.add(first);
    for (int i = 1; i < nodes(); i++) {
      ports.add(
          first + i <= 65_535 && LoopbackPorts.isFree(first + i)
              ? first + i
              : LoopbackPorts.free());
    }
    return ports;
  }

  private static int nodes() {
    String wish = System.getProperty("inbox.nodes", "1");
    if (!wish.matches("[1-9]")) {
      throw new LaunchException(Messages.badNodes(wish));
    }
    return Integer.parseInt(wish);
  }

  private static int first() {
    String wish = System.getProperty("inbox.port");
    if (wish == null) {
      return LoopbackPorts.isFree(USUAL) ? USUAL : LoopbackPorts.free();
    }
    if (!wish.matches("[1-9]\\d{0,4}") || Integer.parseInt(wish) > 65_535) {
      throw new LaunchException(Messages.badPort(wish));
    }
    int port = Integer.parseInt(wish);
    if (!LoopbackPorts.isFree(port)) {
      throw new LaunchException(Messages.portTaken(port));
    }
    return port;
  }
}
