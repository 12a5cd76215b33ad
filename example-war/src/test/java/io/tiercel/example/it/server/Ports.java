/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it.server;

import io.tiercel.example.launch.LoopbackPorts;

/** Free ports, told to arquillian.xml. */
final class Ports {
  private Ports() {}

  /** Takes a free port and sets the system property {@code inbox.server.<name>-port}. */
  static int take(String name) {
    int port = LoopbackPorts.free();
    System.setProperty("inbox.server." + name + "-port", Integer.toString(port));
    return port;
  }
}
