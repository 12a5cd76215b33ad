/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tck.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.wildfly.core.launcher.StandaloneCommandBuilder;

/**
 * A kind of server: how it is started on 127.0.0.1 with a folder of its own. The distribution is
 * only read.
 */
enum ServerKind {
  /** Deploys what lies in its folder {@code deployments}; finds modules in {@code modules} too. */
  WILDFLY {
    @Override
    Launch prepare(Path home, Path folder, List<String> options) throws IOException {
      copy(home.resolve("standalone/configuration"), folder.resolve("configuration"));
      int http = freePort();
      List<String> command =
          StandaloneCommandBuilder.of(home)
              .setBaseDirectory(folder)
              .addModuleDir(Files.createDirectory(folder.resolve("modules")).toString())
              .addJavaOptions(options)
              .addJavaOption("-Dorg.jboss.logmanager.nocolor=true")
              .addServerArgument("-Djboss.bind.address=127.0.0.1")
              .addServerArgument("-Djboss.bind.address.management=127.0.0.1")
              .addServerArgument("-Djboss.http.port=" + http)
              .addServerArgument("-Djboss.https.port=" + freePort())
              .addServerArgument("-Djboss.management.http.port=" + freePort())
              .build();
      Path deployments = Files.createDirectory(folder.resolve("deployments"));
      return new Launch(command, Map.of(), folder, deployments, http);
    }
  },

  /**
   * The folder is that of its users; what lies in {@code apps} is deployed if server.xml says so.
   */
  LIBERTY {
    @Override
    Launch prepare(Path home, Path folder, List<String> options) throws IOException {
      Path server = Files.createDirectories(folder.resolve("servers/defaultServer"));
      Path overrides = Files.createDirectories(server.resolve("configDropins/overrides"));
      int http = freePort();
      try (InputStream xml =
          Objects.requireNonNull(ServerKind.class.getResourceAsStream("/servers/liberty.xml"))) {
        Files.copy(xml, server.resolve("server.xml"));
      }
      Files.writeString(
          overrides.resolve("port.xml"),
          "<server><httpEndpoint id='defaultHttpEndpoint' host='127.0.0.1' httpPort='"
              + http
              + "' httpsPort='-1'/></server>");
      List<String> command = new ArrayList<>(List.of(java()));
      command.addAll(options);
      command.add("@" + home.resolve("lib/platform/java/java9.options"));
      command.add("-javaagent:" + home.resolve("bin/tools/ws-javaagent.jar"));
      command.addAll(
          List.of("-jar", home.resolve("bin/tools/ws-server.jar").toString(), "defaultServer"));
      Path deployments = Files.createDirectory(server.resolve("apps"));
      return new Launch(
          command, Map.of("WLP_USER_DIR", folder.toString()), folder, deployments, http);
    }
  },

  /** The folder is that of its domains; what lies in {@code autodeploy} is deployed. */
  PAYARA {
    @Override
    Launch prepare(Path home, Path folder, List<String> options) throws IOException {
      Path domain = folder.resolve("domain1");
      copy(home.resolve("glassfish/domains/domain1"), domain);
      int http = freePort();
      Path file = domain.resolve("config/domain.xml");
      StringBuilder lines = new StringBuilder();
      options.forEach(
          option -> lines.append("<jvm-options>").append(option).append("</jvm-options>\n"));
      String xml =
          Files.readString(file)
              .replace("address=\"0.0.0.0\"", "address=\"127.0.0.1\"")
              .replace("value=\"7676\"", "value=\"" + freePort() + "\"")
              .replace("<network-listener port=\"8080\"", listener(http))
              .replace("<network-listener port=\"8181\"", listener(freePort()))
              .replace("<network-listener port=\"4848\"", listener(freePort()))
              .replace("start-port=\"5900\"", "start-port=\"" + freePort() + "\"")
              .replace(
                  "das-port=\"4900\"", "das-port=\"" + freePort() + "\" interface=\"127.0.0.1\"")
              .replaceFirst(
                  "</java-config>", lines.toString().replace("$", "\\$") + "</java-config>");
      for (int port : new int[] {3700, 3820, 3920, 8686}) {
        xml = xml.replace("port=\"" + port + "\"", "port=\"" + freePort() + "\"");
      }
      Files.writeString(file, xml);
      List<String> command =
          List.of(
              java(),
              "-jar",
              home.resolve("glassfish/lib/client/appserver-cli.jar").toString(),
              "start-domain",
              "--domaindir",
              folder.toString(),
              "--verbose",
              "domain1");
      Path deployments = Files.createDirectories(domain.resolve("autodeploy"));
      return new Launch(
          command, Map.of("AS_JAVA", System.getProperty("java.home")), folder, deployments, http);
    }
  };

  /**
   * How a server is started.
   *
   * @param command the program and its arguments
   * @param environment what is added to the environment of this process
   * @param folder where all files of this server are
   * @param deployments where applications are put
   * @param httpPort a free port
   */
  record Launch(
      List<String> command,
      Map<String, String> environment,
      Path folder,
      Path deployments,
      int httpPort) {}

  /**
   * Makes the files that a server needs.
   *
   * @param home the distribution
   * @param folder where they are made; it must be empty
   * @param options of the server's JVM
   */
  abstract Launch prepare(Path home, Path folder, List<String> options) throws IOException;

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static String listener(int port) {
    return "<network-listener address=\"127.0.0.1\" port=\"" + port + "\"";
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      return socket.getLocalPort();
    }
  }

  private static void copy(Path source, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Files.copy(
            file,
            target.resolve(source.relativize(file).toString()),
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
