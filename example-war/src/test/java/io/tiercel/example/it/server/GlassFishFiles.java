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
  private static final List<String> OF_A_DEPLOYMENT = List.of("applications", "generated");

  GlassFishFiles(Path home, Map<String, String> settings) {
    Path domain = home.resolve("glassfish/domains/domain1");
    Path file = domain.resolve("config/domain.xml");
    Path delivered = domain.resolve("config/domain.xml.delivered");
    try {
      if (!Files.exists(delivered)) {
        Files.copy(file, delivered);
      }
      Files.writeString(file, adapted(Files.readString(delivered), settings));
      for (String folder : OF_A_DEPLOYMENT) {
        empty(domain.resolve(folder));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String adapted(String delivered, Map<String, String> settings) {
    String options =
        JvmOptions.of(settings).stream()
            .map(option -> "<jvm-options>" + JvmOptions.xml(option) + "</jvm-options>\n")
            .collect(Collectors.joining());
    String xml = delivered.replace("address=\"0.0.0.0\"", "address=\"127.0.0.1\"");
    xml = listener(xml, 8080, Ports.take("http"));
    xml = listener(xml, 8181, Ports.take("https"));
    xml = listener(xml, 4848, Ports.take("admin"));
    for (int port : new int[] {3700, 3820, 3920, 8686, 7676}) {
      xml = xml.replace("port=\"" + port + "\"", "port=\"" + LoopbackPorts.free() + "\"");
    }
    return xml.replaceFirst("</java-config>", options.replace("$", "\\$") + "</java-config>")
        .replace(
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
