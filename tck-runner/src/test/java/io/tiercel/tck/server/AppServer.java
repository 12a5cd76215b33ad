/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tck.server;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A server's process on 127.0.0.1. It ends with {@link #close()}, or in order with this JVM. For
 * one thread.
 */
final class AppServer implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration POLL = Duration.ofMillis(200);

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final ServerKind.Launch launch;
  private final Process process;
  private final Path log;
  private final Thread exit = new Thread(this::end, "server-exit");

  private AppServer(ServerKind.Launch launch, Process process, Path log) {
    this.launch = launch;
    this.process = process;
    this.log = log;
    Runtime.getRuntime().addShutdownHook(exit);
  }

  /** Starts the process; {@link #deploy} waits for it. What it prints is kept in the file. */
  static AppServer start(ServerKind.Launch launch, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(launch.command())
            .directory(launch.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(launch.environment());
    return new AppServer(launch, builder.start(), log);
  }

  /** An application that is deployed until it is closed; paths are those in it. */
  final class Deployed implements AutoCloseable {
    private final Path file;
    private final String context;
    private final String ready;

    private Deployed(Path file, String ready) {
      this.file = file;
      this.context = file.getFileName().toString().replace(".war", "/");
      this.ready = ready;
    }

    /** What a path answers. */
    String get(String path) {
      return ok(path, BodyHandlers.ofString()).body();
    }

    /** A header of what a path answers; empty where there is none. */
    String header(String path, String name) {
      return ok(path, BodyHandlers.discarding()).headers().firstValue(name).orElse("");
    }

    /** Writes what a path answers to a file. */
    void download(String path, Path target) {
      ok(path, BodyHandlers.ofFile(target, CREATE, WRITE, TRUNCATE_EXISTING));
    }

    /** Undeploys it, and returns when it does not answer any more. */
    @Override
    public void close() throws IOException {
      Files.delete(file);
      awaitStatus(404);
    }

    private <T> HttpResponse<T> ok(String path, BodyHandler<T> body) {
      HttpResponse<T> answer = send(context + path, LIMIT, body);
      if (answer.statusCode() != 200) {
        throw new AssertionError(
            "%s%s: %d, see %s".formatted(context, path, answer.statusCode(), log));
      }
      return answer;
    }

    private void awaitStatus(int status) {
      await(context + ready + " answers " + status + ", see " + log)
          .atMost(LIMIT)
          .pollInterval(POLL)
          .failFast("the server ended, see " + log, () -> !process.isAlive())
          .until(() -> status(context + ready) == status);
    }
  }

  /** Deploys a WAR at its file's name, and returns when that file in it answers. */
  Deployed deploy(Path war, String ready) throws IOException {
    Path beside = Files.copy(war, launch.folder().resolve(war.getFileName()));
    Path file = launch.deployments().resolve(war.getFileName());
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    Deployed deployed = new Deployed(file, ready);
    deployed.awaitStatus(200);
    return deployed;
  }

  /** What a diagnostic command of the JDK answers about the server. */
  String jcmd(String command) {
    String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process asked =
          new ProcessBuilder(program, Long.toString(process.pid()), command)
              .redirectErrorStream(true)
              .start();
      String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (asked.waitFor() != 0) {
        throw new AssertionError(command + ": " + answer);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends the process, in order if it can. */
  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(exit);
    end();
  }

  private void end() {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    try {
      for (ProcessHandle one : all) {
        one.onExit().get(30, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the server does not end, see " + log, e);
    } finally {
      all.forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** The status, or 0 while nobody listens. */
  private int status(String path) {
    try {
      return send(path, Duration.ofSeconds(20), BodyHandlers.discarding()).statusCode();
    } catch (UncheckedIOException notYet) {
      return 0;
    }
  }

  private <T> HttpResponse<T> send(String path, Duration limit, BodyHandler<T> body) {
    URI address = URI.create("http://127.0.0.1:" + launch.httpPort() + "/" + path);
    try {
      return client.send(HttpRequest.newBuilder(address).timeout(limit).build(), body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
