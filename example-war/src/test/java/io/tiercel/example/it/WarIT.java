/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
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

  /**
   * WildFly takes Jackson in place of JSON-B for an application that has one of its annotations.
   */
  @Test
  void classes_ofTheWar_haveNoAnnotationOfJackson() throws IOException {
    List<String> annotated = new ArrayList<>();
    try (ZipFile war = new ZipFile(InboxServices.war().toFile())) {
      for (ZipEntry library :
          war.stream().filter(entry -> entry.getName().endsWith(".jar")).toList()) {
        ZipInputStream classes = new ZipInputStream(war.getInputStream(library));
        for (ZipEntry one = classes.getNextEntry(); one != null; one = classes.getNextEntry()) {
          String bytes = new String(classes.readAllBytes(), StandardCharsets.ISO_8859_1);
          if (bytes.contains("Lcom/fasterxml/jackson/annotation/")) {
            annotated.add(library.getName() + ": " + one.getName());
          }
        }
      }
    }
    assertThat(annotated).isEmpty();
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
