/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it.server;

import io.tiercel.example.launch.RunFolder;
import io.tiercel.example.launch.WildFly;
import java.nio.file.Path;
import java.util.Map;

/** A base folder for one run; the distribution is only read. */
final class WildFlyFiles implements ServerFiles {
  private final RunFolder folder;

  WildFlyFiles(Path home, Path work, Map<String, String> settings) {
    folder = WildFly.baseFolder(home, work);
    System.setProperty("inbox.server.folder", folder.path().toString());
    Ports.take("http");
    Ports.take("https");
    Ports.take("management");
    JvmOptions.tellArquillian(settings);
  }

  @Override
  public void close() {
    folder.close();
  }
}
