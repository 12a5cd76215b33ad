/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** TomEE, which Arquillian unpacks itself. */
final class TomEeFiles implements ServerFiles {
  TomEeFiles(Path work, Map<String, String> settings) {
    System.setProperty("inbox.server.folder", work.resolve("tomee").toString());
    Ports.take("http");
    Ports.take("stop");
    JvmOptions.tellArquillian(settings);
  }

  /** Leaves all as delivered but where it listens. */
  static void onPort(Path home, int http) throws IOException {
    Path file = home.resolve("conf/server.xml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("port=\"8005\"", "port=\"-1\"")
            .replace(
                "<Connector port=\"8080\"",
                "<Connector address=\"127.0.0.1\" port=\"" + http + "\""));
  }
}
