/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.launch;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.wildfly.core.launcher.StandaloneCommandBuilder;

/**
 * A WildFly process on 127.0.0.1 with one WAR, in a folder of its own that is deleted with it; the
 * distribution is only read.
 */
public final class WildFly implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(5);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  // A server that is still starting may hold a request back; then it is asked again.
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(200);

  private final RunFolder folder;
  private final Process process;
  private final ServerLog log;
  private final URI address;
  private final Path deployment;

  private WildFly(RunFolder folder, Process process, URI address, Path deployment) {
    this.folder = folder;
    this.process = process;
    this.log = ServerLog.of(process);
    this.address = address;
    this.deployment = deployment;
  }

  /**
   * What a server is started with.
   *
   * @param home the folder of the distribution
   * @param war the application
   * @param workFolder where the folder of this run is made
   * @param httpPort a free port
   * @param environment what is added to the environment of this process
   */
  public record Settings(
      Path home, Path war, Path workFolder, int httpPort, Map<String, String> environment) {}

  /** Starts the process; {@link #awaitAnswer} tells when the application is there. */
  public static WildFly start(Settings settings) {
    for (Path file : List.of(settings.home(), settings.war())) {
      if (!Files.exists(file)) {
        throw new LaunchException(Messages.notThere(file));
      }
    }
    RunFolder folder = baseFolder(settings.home(), settings.workFolder());
    boolean started = false;
    try {
      String name = settings.war().getFileName().toString();
      Path deployment =
          Files.copy(settings.war(), folder.path().resolve("deployments").resolve(name));
      ProcessBuilder command = new ProcessBuilder(command(settings, folder.path()));
      command.environment().putAll(settings.environment());
      Process process = command.directory(folder.path().toFile()).redirectErrorStream(true).start();
      started = true;
      URI address =
          URI.create(
              "http://127.0.0.1:%d/%s/"
                  .formatted(settings.httpPort(), name.substring(0, name.lastIndexOf('.'))));
      return new WildFly(folder, process, address, deployment);
    } catch (IOException e) {
      throw new LaunchException(Messages.notStarted(settings.home()), e);
    } finally {
      if (!started) {
        folder.close();
      }
    }
  }

  /** Makes a folder that a server can be run from, with the configuration of the distribution. */
  public static RunFolder baseFolder(Path home, Path workFolder) {
    RunFolder folder = RunFolder.in(workFolder);
    boolean made = false;
    try {
      folder.copy(home.resolve("standalone/configuration"), "configuration");
      Files.createDirectory(folder.path().resolve("deployments"));
      made = true;
      return folder;
    } catch (IOException e) {
      throw new LaunchException(Messages.notPrepared(folder.path()), e);
    } finally {
      if (!made) {
        folder.close();
      }
    }
  }

  /** The address of the application, with a slash at its end. */
  public URI address() {
    return address;
  }

  /** The id of the process. */
  long pid() {
    return process.pid();
  }

  /**
   * Waits until the application answers.
   *
   * @throws LaunchException if it fails or takes too long, with the server's own words
   */
  public void awaitAnswer(Progress progress) throws InterruptedException {
    HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    long begin = System.nanoTime();
    String answer = "none";
    while (System.nanoTime() - begin < START_LIMIT.toNanos()) {
      if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new LaunchException(Messages.serverEnded(process.exitValue(), log.failuresAtEnd()));
      }
      if (Files.exists(marker("failed"))) {
        throw new LaunchException(Messages.serverFailed("the deployment failed", log.failures()));
      }
      answer = ask(client);
      if ("200".equals(answer)) {
        return;
      }
      if (Files.exists(marker("deployed")) && answer.startsWith("5")) {
        throw new LaunchException(Messages.serverFailed("status " + answer, log.failures()));
      }
      progress.stillAt("... the server is still starting");
    }
    throw new LaunchException(Messages.noAnswer(START_LIMIT, answer, log.failures()));
  }

  /**
   * Waits until one of the servers ends by itself.
   *
   * @return what to tell about it
   */
  static LaunchException awaitEndOfOne(List<WildFly> servers) {
    CompletableFuture.anyOf(
            servers.stream()
                .map(server -> server.process.onExit())
                .toArray(CompletableFuture<?>[]::new))
        .join();
    WildFly ended =
        servers.stream().filter(server -> !server.process.isAlive()).findFirst().orElseThrow();
    return new LaunchException(
        Messages.serverEnded(ended.process.exitValue(), ended.log.failuresAtEnd()));
  }

  /** Ends the process, in order if it can, and deletes its folder. */
  @Override
  public void close() {
    process.toHandle().destroy();
    boolean interrupted = false;
    try {
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      interrupted = true;
    }
    folder.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Path marker(String state) {
    return deployment.resolveSibling(deployment.getFileName() + "." + state);
  }

  private String ask(HttpClient client) throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(address.resolve("api/tenants")).timeout(ANSWER_LIMIT).build();
      return Integer.toString(
          client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
    } catch (IOException notYet) {
      return notYet.toString();
    }
  }

  private static List<String> command(Settings settings, Path base) {
    StandaloneCommandBuilder command =
        StandaloneCommandBuilder.of(settings.home())
            .setBaseDirectory(base)
            .addJavaOptions("-Xms64m", "-Xmx512m", "-Djava.net.preferIPv4Stack=true")
            .addJavaOption("-Dorg.jboss.logmanager.nocolor=true")
            .addServerArgument("-Djboss.bind.address=127.0.0.1")
            .addServerArgument("-Djboss.bind.address.management=127.0.0.1")
            .addServerArgument("-Djboss.http.port=" + settings.httpPort())
            .addServerArgument("-Djboss.https.port=" + LoopbackPorts.free())
            .addServerArgument("-Djboss.management.http.port=" + LoopbackPorts.free());
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("tiercel."))
        .forEach(name -> command.addJavaOption("-D" + name + "=" + System.getProperty(name)));
    return command.build();
  }
}
