/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it.server;

import io.tiercel.example.launch.LoopbackPorts;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A fresh copy of a server on which the commands of its page are run, and nothing else but what
 * keeps it on ports of its own on 127.0.0.1. Its output is beside the copy, in a file.
 */
public final class GuidedServer implements AutoCloseable {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
  private static final List<String> PID_FILES = List.of("glassfish/domains/domain1/config/pid");

  private final Path home;
  private final Path output;
  private final int http;
  private final Process script;

  private GuidedServer(Path home, Path output, int http, Process script) {
    this.home = home;
    this.output = output;
    this.http = http;
    this.script = script;
  }

  /**
   * Copies the server, puts the WAR into its folder, and runs the page.
   *
   * @param kind the name in arquillian.xml
   * @param distribution the server as unpacked; tests may have changed its files
   * @param war the application
   * @param guide the page
   * @param environment what the commands find in theirs; {@code REDIS_PORT} is that of our Redis
   */
  public static GuidedServer follow(
      String kind, Path distribution, Path war, Guide guide, Map<String, String> environment)
      throws IOException {
    Path home = war.resolveSibling("guide").resolve(distribution.getFileName());
    remove(home);
    Files.createDirectories(home);
    run(home, "cp", "-R", distribution + "/.", ".");
    Files.copy(war, home.resolve("inbox.war"));
    int http = LoopbackPorts.free();
    Map<String, String> own = ports(kind, home, http);
    Path output = home.resolveSibling(home.getFileName() + ".log");
    int redis = Integer.parseInt(environment.getOrDefault("REDIS_PORT", ""));
    ProcessBuilder bash =
        new ProcessBuilder("bash", "-e", "-c", guide.script(redis, http))
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    bash.environment().keySet().removeAll(List.of("REDIS_URL", "CATALINA_OPTS"));
    bash.environment().putAll(environment);
    bash.environment().putAll(own);
    bash.environment()
        .compute(
            "PATH",
            (name, path) -> environment.get("JAVA_HOME") + "/bin" + File.pathSeparator + path);
    return new GuidedServer(home, output, http, bash.start());
  }

  /** The address of the application, with a slash at its end. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + http + "/inbox/");
  }

  /** Tells whether the application answers; throws if a command of the page has failed. */
  public boolean answers() throws IOException, InterruptedException {
    if (!script.isAlive() && script.exitValue() != 0) {
      throw new AssertionError(
          "a command of the page ended with " + script.exitValue() + ":\n" + lastLines());
    }
    HttpRequest request =
        HttpRequest.newBuilder(address().resolve("api/tenants")).timeout(ANSWER_LIMIT).build();
    try {
      return HttpClient.newHttpClient()
              .send(request, HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The end of what the commands printed. */
  public String lastLines() throws IOException {
    List<String> lines = Files.readAllLines(output);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
  }

  /** Ends the server, and deletes the copy; what it printed stays. */
  @Override
  public void close() throws IOException {
    List<ProcessHandle> processes =
        Stream.concat(Stream.of(script.toHandle()), Stream.concat(script.descendants(), detached()))
            .distinct()
            .toList();
    processes.forEach(ProcessHandle::destroy);
    CompletableFuture.allOf(
            processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
        .completeOnTimeout(null, STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)
        .join();
    processes.forEach(ProcessHandle::destroyForcibly);
    remove(home);
  }

  /** The server, where a command has started it apart. */
  private Stream<ProcessHandle> detached() throws IOException {
    for (String name : PID_FILES) {
      Path file = home.resolve(name);
      if (Files.exists(file)) {
        return Optional.of(Files.readString(file).strip())
            .map(Long::valueOf)
            .flatMap(ProcessHandle::of)
            .stream();
      }
    }
    return Stream.empty();
  }

  private static Map<String, String> ports(String kind, Path home, int http) throws IOException {
    return switch (kind) {
      case "wildfly" ->
          Map.of(
              "JAVA_OPTS",
              "-Xmx512m -Djava.net.preferIPv4Stack=true -Djboss.http.port=%d -Djboss.https.port=%d -Djboss.management.http.port=%d"
                  .formatted(http, LoopbackPorts.free(), LoopbackPorts.free()));
      case "payara", "glassfish" -> {
        int admin = LoopbackPorts.free();
        GlassFishFiles.onPorts(home, http, admin);
        yield Map.of("AS_ADMIN_PORT", Integer.toString(admin));
      }
      case "tomee" -> {
        TomEeFiles.onPort(home, http);
        yield Map.of();
      }
      default -> Map.of();
    };
  }

  private static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      run(Objects.requireNonNull(folder.getParent()), "rm", "-rf", folder.toString());
    }
  }

  private static void run(Path folder, String... command) throws IOException {
    Process process = new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start();
    int exit = process.onExit().join().exitValue();
    if (exit != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + exit);
    }
  }
}
