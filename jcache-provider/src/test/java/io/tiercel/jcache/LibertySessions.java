/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.embedded.EmbeddedRedis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * HTTP sessions of Open Liberty on two servers, configured by the lines of the recipe's page. Runs
 * in the profile liberty-sessions only: the server is large.
 */
class LibertySessions {
  private static final Path PAGE = Path.of("..", "docs", "howto", "liberty-sessions.md");
  private static final Pattern CONFIGURATION =
      Pattern.compile("```xml\n(<server>.*?)```", Pattern.DOTALL);
  private static final String VISITS =
      """
      <%@page trimDirectiveWhitespaces="true"%><%
      Integer before = (Integer) session.getAttribute("visits");
      session.setAttribute("visits", before == null ? 1 : before + 1);
      %><%= session.getAttribute("visits") %>""";

  private final HttpClient http = HttpClient.newHttpClient();
  private final EmbeddedRedis redis = EmbeddedRedis.start();

  @TempDir private Path users;

  @BeforeEach
  void install() throws IOException {
    Path library = Files.createDirectories(users.resolve("shared/resources/tiercel"));
    try (Stream<Path> jars = Files.list(Path.of(System.getProperty("test.library")))) {
      for (Path jar : jars.toList()) {
        Files.copy(jar, library.resolve(jar.getFileName()));
      }
    }
    Files.copy(Path.of(System.getProperty("test.provider")), library.resolve("tiercel-jcache.jar"));
  }

  @AfterEach
  void stop() throws IOException, InterruptedException {
    run("stop", "one");
    run("stop", "other");
    redis.close();
  }

  @Test
  void session_ofAServerThatEnds_goesOnAtAnother() throws Exception {
    int port = freePort();
    int otherPort = freePort();
    prepare("one", port);
    prepare("other", otherPort);
    started("one");
    started("other");

    HttpResponse<String> first = visit(port, "");
    assertThat(first.body()).isEqualTo("1");
    String cookie = first.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
    assertThat(visit(port, cookie).body()).isEqualTo("2");
    assertThat(visit(otherPort, "").body()).as("another's session").isEqualTo("1");
    assertThat(run("stop", "one")).isZero();

    assertThat(visit(otherPort, cookie).body()).isEqualTo("3");
    assertThat(visit(otherPort, cookie).body()).isEqualTo("4");
    assertThat(said("other")).doesNotContain("TIERCEL-1056");
  }

  private void started(String name) throws IOException, InterruptedException {
    assertThat(run("start", name)).as(said(name)).isZero();
  }

  private void prepare(String name, int port) throws IOException {
    Matcher configuration = CONFIGURATION.matcher(Files.readString(PAGE));
    assertThat(configuration.find()).isTrue();
    Path server = users.resolve("servers").resolve(name);
    Path more = Files.createDirectories(server.resolve("configDropins/overrides"));
    Files.writeString(
        server.resolve("server.xml"),
        configuration.group(1).replace("redis://cache.internal:6379", redis.address()));
    Files.writeString(
        more.resolve("port.xml"),
        "<server><httpEndpoint id='defaultHttpEndpoint' host='127.0.0.1' httpPort='"
            + port
            + "' httpsPort='-1'/></server>");
    Path war = Files.createDirectories(server.resolve("apps")).resolve("shop.war");
    try (ZipOutputStream pages = new ZipOutputStream(Files.newOutputStream(war))) {
      pages.putNextEntry(new ZipEntry("visits.jsp"));
      pages.write(VISITS.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Runs a command of the server, which is done when it returns, and answers its status. */
  private int run(String command, String name) throws IOException, InterruptedException {
    Path script = Path.of(System.getProperty("test.liberty"), "bin", "server");
    ProcessBuilder process =
        new ProcessBuilder(List.of("sh", script.toString(), command, name))
            .redirectErrorStream(true)
            .redirectOutput(users.resolve(name + "-" + command + ".txt").toFile());
    process.environment().put("JAVA_HOME", System.getProperty("java.home"));
    process.environment().put("JVM_ARGS", "-Xmx256m -Djava.net.preferIPv4Stack=true");
    process.environment().put("WLP_USER_DIR", users.toString());
    return process.start().waitFor();
  }

  private String said(String name) throws IOException {
    Path log = users.resolve("servers").resolve(name).resolve("logs/messages.log");
    return Files.exists(log) ? Files.readString(log) : "nothing";
  }

  private HttpResponse<String> visit(int port, String cookie)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/shop/visits.jsp"))
            .header("Cookie", cookie)
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      return socket.getLocalPort();
    }
  }
}
