/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it.server;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * The files of a server that Arquillian is about to start: they hold free ports of 127.0.0.1 and
 * the settings of the tests. The system properties that arquillian.xml reads are set here.
 */
public interface ServerFiles extends AutoCloseable {
  /**
   * Prepares the server of a name in arquillian.xml.
   *
   * @param server the name: wildfly, payara, glassfish, liberty or tomee
   * @param home the folder of the distribution
   * @param war the application as packaged; folders of a run are made beside it
   * @param settings what the server's JVM has as system properties
   */
  static ServerFiles prepare(String server, Path home, Path war, Map<String, String> settings) {
    Path work = Objects.requireNonNull(war.getParent());
    return switch (server) {
      case "wildfly" -> new WildFlyFiles(home, work, settings);
      case "payara", "glassfish" -> new GlassFishFiles(home, settings);
      case "liberty" -> new LibertyFiles(home, war, settings);
      case "tomee" -> new TomEeFiles(work, settings);
      default -> throw new IllegalArgumentException("no such server: " + server);
    };
  }

  /** Deletes what was made for one run. */
  @Override
  default void close() {}
}
