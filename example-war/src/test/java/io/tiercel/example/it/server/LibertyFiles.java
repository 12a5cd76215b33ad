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
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A server of Open Liberty with the configuration that the guide shows. */
final class LibertyFiles implements ServerFiles {
  /** What the guide takes out of the WAR: the data source that web.xml names, and its driver. */
  private static final String OF_THE_DATA_SOURCE =
      "WEB-INF/(classes/io/tiercel/example/database/.*\\.class|lib/postgresql-.*)";

  LibertyFiles(Path home, Path war, Map<String, String> settings) {
    // The adapter refuses to start where a server of the same name runs on the machine, whoever's.
    String name = "inbox-" + ProcessHandle.current().pid();
    System.setProperty("inbox.server.name", name);
    Path server = home.resolve("usr/servers").resolve(name);
    List<String> options = new ArrayList<>(JvmOptions.of(settings));
    options.add("-Xmx1g"); // it keeps the class loader of each application that it ever had
    try (InputStream configuration =
        Objects.requireNonNull(LibertyFiles.class.getResourceAsStream("/servers/liberty.xml"))) {
      Files.createDirectories(server);
      Files.copy(configuration, server.resolve("server.xml"), StandardCopyOption.REPLACE_EXISTING);
      Files.writeString(
          server.resolve("bootstrap.properties"), "inbox.http.port=" + Ports.take("http") + "\n");
      Files.write(server.resolve("jvm.options"), options);
      unpack(war, server.resolve("database"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void unpack(Path war, Path folder) throws IOException {
    try (ZipFile files = new ZipFile(war.toFile())) {
      for (ZipEntry entry :
          files.stream().filter(file -> file.getName().matches(OF_THE_DATA_SOURCE)).toList()) {
        Path target = folder.resolve(entry.getName());
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        Files.copy(files.getInputStream(entry), target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
