/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it.server;

import io.tiercel.example.launch.RunFolder;
import io.tiercel.example.launch.WildFly;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
    Map<String, String> all = new LinkedHashMap<>(settings);
    if (home.getFileName().toString().contains("preview")) {
      // It rewrites each WAR that names javax.servlet anywhere, which takes longer than all else.
      all.put("org.wildfly.unsupported.skip.jakarta.transformer", "true");
    }
    JvmOptions.tellArquillian(all);
  }

  @Override
  public void close() {
    folder.close();
  }
}
