/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The inbox for WildFly's own Hibernate: the same WAR without EclipseLink, and without the lines of
 * {@code persistence.xml} that ask for it.
 */
public final class HibernateWar {
  private static final String UNIT = "WEB-INF/classes/META-INF/persistence.xml";
  private static final String ECLIPSELINK = "WEB-INF/lib/org\\.eclipse\\.persistence\\..*";
  private static final String ASKS_FOR_IT = ".*(<provider>|\"jboss\\.as\\.jpa\\.).*";

  private HibernateWar() {}

  /** Makes it in a folder beside the WAR, under the same name. */
  public static Path of(Path war) {
    Path made = war.resolveSibling("hibernate").resolve(war.getFileName());
    try {
      Files.createDirectories(Objects.requireNonNull(made.getParent()));
      try (ZipFile in = new ZipFile(war.toFile());
          ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(made))) {
        for (ZipEntry entry :
            in.stream().filter(file -> !file.getName().matches(ECLIPSELINK)).toList()) {
          byte[] content = in.getInputStream(entry).readAllBytes();
          out.putNextEntry(new ZipEntry(entry.getName()));
          out.write(entry.getName().equals(UNIT) ? withoutProvider(content) : content);
        }
      }
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] withoutProvider(byte[] unit) {
    String kept =
        new String(unit, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.matches(ASKS_FOR_IT))
            .reduce("", (text, line) -> text + line + "\n");
    if (kept.length() == unit.length) {
      throw new IllegalStateException("persistence.xml asks for no provider: " + kept);
    }
    return kept.getBytes(StandardCharsets.UTF_8);
  }
}
