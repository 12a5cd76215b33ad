/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A server of Open Liberty with the configuration that the guide shows. */
final class LibertyFiles implements ServerFiles {
  LibertyFiles(Path home, Map<String, String> settings) {
    Path server = home.resolve("usr/servers/defaultServer");
    List<String> options = new ArrayList<>(JvmOptions.of(settings));
    options.add("-Xmx512m");
    try (InputStream configuration =
        Objects.requireNonNull(LibertyFiles.class.getResourceAsStream("/servers/liberty.xml"))) {
      Files.createDirectories(server);
      Files.copy(configuration, server.resolve("server.xml"), StandardCopyOption.REPLACE_EXISTING);
      Files.writeString(
          server.resolve("bootstrap.properties"), "inbox.http.port=" + Ports.take("http") + "\n");
      Files.write(server.resolve("jvm.options"), options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
