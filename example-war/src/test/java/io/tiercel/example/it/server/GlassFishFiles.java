/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it.server;

import io.tiercel.example.launch.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The domain of GlassFish or Payara. As delivered it listens on all addresses, and Payara's
 * Hazelcast on the machine's own.
 */
final class GlassFishFiles implements ServerFiles {
  private static final String DOMAIN = "glassfish/domains/domain1";
  private static final List<String> OF_A_DEPLOYMENT = List.of("applications", "generated");

  /** The cache names the folder that the server ran in. */
  private static final List<String> OF_A_RUN =
      List.of("applications", "generated", "logs", "osgi-cache");

  GlassFishFiles(Path home, Map<String, String> settings) {
    String options =
        JvmOptions.of(settings).stream()
            .map(option -> "<jvm-options>" + JvmOptions.xml(option) + "</jvm-options>\n")
            .collect(Collectors.joining());
    try {
      String domain = listening(delivered(home), Ports.take("http"), Ports.take("admin"));
      Files.writeString(
          home.resolve(DOMAIN).resolve("config/domain.xml"),
          roomFor(home, domain)
              .replaceFirst("</java-config>", options.replace("$", "\\$") + "</java-config>"));
      for (String folder : OF_A_DEPLOYMENT) {
        empty(home.resolve(DOMAIN).resolve(folder));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** GlassFish 8 keeps the class loader of each application that it ever had; Payara does not. */
  private static String roomFor(Path home, String domain) {
    return home.endsWith("glassfish8") ? domain.replace("-Xmx512m", "-Xmx1g") : domain;
  }

  /** Leaves all as delivered but where it listens. */
  static void onPorts(Path home, int http, int admin) throws IOException {
    Files.writeString(
        home.resolve(DOMAIN).resolve("config/domain.xml"), listening(delivered(home), http, admin));
    // The server that was copied may be running.
    Files.deleteIfExists(home.resolve(DOMAIN).resolve("config/pid"));
    for (String folder : OF_A_RUN) {
      empty(home.resolve(DOMAIN).resolve(folder));
    }
  }

  private static String delivered(Path home) throws IOException {
    Path file = home.resolve(DOMAIN).resolve("config/domain.xml");
    Path delivered = file.resolveSibling("domain.xml.delivered");
    if (!Files.exists(delivered)) {
      Files.copy(file, delivered);
    }
    return Files.readString(delivered);
  }

  private static String listening(String delivered, int http, int admin) {
    String xml = delivered.replace("address=\"0.0.0.0\"", "address=\"127.0.0.1\"");
    xml = xml.replace("value=\"7676\"", "value=\"" + LoopbackPorts.free() + "\""); // messages
    xml = listener(xml, 8080, http);
    xml = listener(xml, 8181, LoopbackPorts.free());
    xml = listener(xml, 4848, admin);
    for (int port : new int[] {3700, 3820, 3920, 8686}) {
      xml = xml.replace("port=\"" + port + "\"", "port=\"" + LoopbackPorts.free() + "\"");
    }
    return xml.replace(
        "<hazelcast-runtime-configuration start-port=\"5900\" das-port=\"4900\"",
        "<hazelcast-runtime-configuration interface=\"127.0.0.1\" start-port=\""
            + LoopbackPorts.free()
            + "\" das-port=\""
            + LoopbackPorts.free()
            + "\"");
  }

  private static String listener(String xml, int delivered, int port) {
    return xml.replace(
        "<network-listener port=\"" + delivered + "\"",
        "<network-listener address=\"127.0.0.1\" port=\"" + port + "\"");
  }

  private static void empty(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.filter(file -> !file.equals(folder)).sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.delete(file);
    }
  }
}
