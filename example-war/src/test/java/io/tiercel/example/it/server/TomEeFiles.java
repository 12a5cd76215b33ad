/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it.server;

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
}
