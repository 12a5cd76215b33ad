/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is in the WAR, and what is not. */
@Tag("wildfly")
class WarIT {
  @Test
  void libraries_ofTheWar_leaveOutWhatTheServerBrings() throws IOException {
    System.out.printf(
        "The WAR has %.1f MB: %s%n", Files.size(InboxServices.war()) / 1e6, InboxServices.war());

    assertThat(entries("WEB-INF/lib/"))
        .isNotEmpty()
        .noneMatch(name -> name.matches(".*/(jakarta[.-]|redisson-|tiercel-migrations|flyway).*"))
        .filteredOn(name -> name.matches(".*/(slf4j-(?!api)|logback|log4j).*"))
        .singleElement()
        .asString()
        .contains("slf4j-jdk14");
  }

  @Test
  void resources_ofTheWar_leaveOutTheDemoData() throws IOException {
    assertThat(entries("WEB-INF/classes/")).noneMatch(name -> name.endsWith(".sql"));
  }

  private static List<String> entries(String folder) throws IOException {
    try (ZipFile war = new ZipFile(InboxServices.war().toFile())) {
      return war.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.startsWith(folder) && !name.equals(folder))
          .toList();
    }
  }
}
