/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiercel.example.it.InboxClient.Answer;
import io.tiercel.example.launch.LoopbackPorts;
import io.tiercel.example.launch.RunExample;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher in a JVM of its own: what it says, and what it leaves behind. */
@Tag("wildfly")
class RunExampleIT {
  private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  @TempDir private Path folder;

  @Test
  void run_toldToEnd_leavesNoProcessNoPortNoFile() throws Exception {
    Process launcher = launch(List.of(), Map.of());
    List<String> lines = linesUntil(launcher, "Ctrl-C stops all of it");
    List<ProcessHandle> children = launcher.descendants().toList();
    List<Integer> ports = ports(lines);
    assertThat(children).as("Redis, PostgreSQL and the server").hasSizeGreaterThanOrEqualTo(3);
    assertThat(ports).hasSize(3).noneMatch(LoopbackPorts::isFree);

    // Not Process.destroy, which closes the output too.
    launcher.toHandle().destroy();

    assertThat(launcher.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(remaining(launcher)).anyMatch(line -> line.endsWith("Stopped"));
    assertThat(children).noneMatch(ProcessHandle::isAlive);
    assertThat(ports).allMatch(LoopbackPorts::isFree);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void run_twoNodes_seeEachOthersWrites() throws Exception {
    // Copies that would outlive the test: only a message can do away with them.
    Process launcher =
        launch(
            List.of(
                "-Dinbox.nodes=2",
                "-Dtiercel.l1.ttl-seconds=3600",
                "-Dtiercel.l2.ttl-seconds=3600"),
            services());
    try {
      List<URI> nodes = addresses(linesUntil(launcher, "Ctrl-C stops all of it"));
      assertThat(nodes).doesNotHaveDuplicates().hasSize(2);
      String tenant = tenant(nodes.get(0));
      InboxClient one = new InboxClient(nodes.get(0), tenant);
      InboxClient other = new InboxClient(nodes.get(1), tenant);

      writeAndAwait(one, other, "From the first node");
      writeAndAwait(other, one, "From the second node");
    } finally {
      launcher.toHandle().destroy();
      assertThat(launcher.waitFor(2, TimeUnit.MINUTES)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "10", "two"})
  void run_wrongNumberOfNodes_saysSoAndFails(String nodes) throws Exception {
    Process launcher = launch(List.of("-Dinbox.nodes=" + nodes), Map.of());

    assertThat(remaining(launcher))
        .anyMatch(line -> line.contains("FAILED: TIERCEL-8112"))
        .anyMatch(line -> line.contains("inbox.nodes=" + nodes));
    assertThat(launcher.waitFor()).isNotZero();
  }

  @Test
  void run_portTaken_saysSoAndFails() throws Exception {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0));

      Process launcher = launch(List.of("-Dinbox.port=" + taken.getLocalPort()), Map.of());

      assertThat(remaining(launcher))
          .anyMatch(line -> line.contains("FAILED: TIERCEL-8102"))
          .anyMatch(line -> line.contains("inbox.port=" + taken.getLocalPort()));
      assertThat(launcher.waitFor()).isNotZero();
    }
  }

  @Test
  void run_noDatabase_saysSoAndFails() throws Exception {
    String nowhere = "jdbc:postgresql://127.0.0.1:%d/inbox?user=me".formatted(LoopbackPorts.free());

    Process launcher = launch(List.of(), Map.of("DATABASE_URL", nowhere));

    assertThat(remaining(launcher))
        .anyMatch(line -> line.contains("FAILED: TIERCEL-8107"))
        .anyMatch(line -> line.contains("refused"));
    assertThat(launcher.waitFor()).isNotZero();
  }

  @Test
  void run_wrongSetting_showsTheServersOwnWordsAndFails() throws Exception {
    Process launcher = launch(List.of("-Dtiercel.l2.ttl-seconds=none"), services());

    assertThat(remaining(launcher))
        .anyMatch(line -> line.contains("FAILED: TIERCEL-8104"))
        .anyMatch(line -> line.contains("l2.ttl-seconds"));
    assertThat(launcher.waitFor()).isNotZero();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  /** Has the reader hold a copy, writes on the other node, and waits until the reader sees it. */
  private static void writeAndAwait(InboxClient writer, InboxClient reader, String text) {
    await().until(() -> reader.get("conversations").tier(), "HIT-L1"::equals);
    JsonObject before = first(reader.get("conversations"));
    await().until(() -> reader.get("messages").tier(), "HIT-L1"::equals);

    String message =
        "{\"conversationId\":%d,\"direction\":\"INBOUND\",\"author\":\"Ann\",\"text\":\"%s\"}"
            .formatted(before.getInt("id"), text);
    assertThat(writer.post("messages", message).status()).isEqualTo(201);

    await()
        .untilAsserted(
            () -> assertThat(first(reader.get("messages")).getString("text")).isEqualTo(text));
    await()
        .untilAsserted(
            () ->
                assertThat(first(reader.get("conversations")).getInt("messageCount"))
                    .isEqualTo(before.getInt("messageCount") + 1));
  }

  private static JsonObject first(Answer answer) {
    return answer.object().getJsonArray("items").getJsonObject(0);
  }

  /** A tenant that no other test speaks for: the last by its id. */
  private static String tenant(URI address) {
    return ((JsonArray) new InboxClient(address, null).get("tenants").json())
        .getValuesAs(JsonObject.class).stream()
            .map(tenant -> tenant.getString("id"))
            .filter(id -> !id.equals(UncachedIT.TENANT))
            .max(Comparator.naturalOrder())
            .orElseThrow();
  }

  private static Map<String, String> services() {
    return Map.of(
        "DATABASE_URL", InboxServices.postgres().jdbcUrl(),
        "REDIS_URL", InboxServices.redis().address());
  }

  private Process launch(List<String> options, Map<String, String> environment) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(RunExample.class.getName());
    command.add(System.getProperty("wildfly.home"));
    command.add(InboxServices.war().toString());
    command.add(folder.toString());
    ProcessBuilder launcher = new ProcessBuilder(command).redirectErrorStream(true);
    launcher.environment().keySet().removeAll(List.of("DATABASE_URL", "REDIS_URL"));
    launcher.environment().putAll(environment);
    return launcher.start();
  }

  private static List<String> linesUntil(Process process, String end) throws IOException {
    List<String> lines = new ArrayList<>();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      lines.add(line);
      if (line.contains(end)) {
        return lines;
      }
    }
    throw new AssertionError("it ended with: " + String.join("\n", lines));
  }

  private static List<String> remaining(Process process) throws IOException {
    return process.inputReader(StandardCharsets.UTF_8).lines().toList();
  }

  private static List<URI> addresses(List<String> lines) {
    return lines.stream()
        .map(String::strip)
        .filter(line -> line.startsWith("http://"))
        .map(URI::create)
        .toList();
  }

  private static List<Integer> ports(List<String> lines) {
    return lines.stream()
        .map(PORT::matcher)
        .filter(Matcher::find)
        .map(found -> Integer.valueOf(found.group(1)))
        .distinct()
        .toList();
  }
}
