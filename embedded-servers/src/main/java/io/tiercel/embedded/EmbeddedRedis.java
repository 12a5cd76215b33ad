/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.embedded;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Redis 7.0.15 process on 127.0.0.1 that keeps nothing on disk: its program file is deleted as
 * soon as it runs, and it writes no other. It ends with {@link #close()} or with the JVM. Safe for
 * many threads.
 */
public final class EmbeddedRedis implements RedisServer {
  private static final String NAME = "redis";
  private static final String READY = "Ready to accept connections";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final int TRIES = 5;

  private final int port;
  private final ExitHook exitHook;
  private @Nullable ServerProcess process;
  private boolean closed;

  private EmbeddedRedis(int port) {
    this.port = port;
    this.exitHook = ExitHook.register(NAME, this::stop);
    this.process = launchOrRelease();
  }

  /** Starts on a free port and returns when the server answers. */
  public static EmbeddedRedis start() {
    for (int attempt = 1; ; attempt++) {
      int port = FreePort.find();
      try {
        return new EmbeddedRedis(port);
      } catch (ServerStartException e) {
        if (attempt == TRIES || FreePort.isFree(port)) {
          throw e;
        }
      }
    }
  }

  /** Starts on the given port, which must be free. */
  public static EmbeddedRedis startOn(int port) {
    return new EmbeddedRedis(port);
  }

  /** The port, the same over all restarts. */
  public int port() {
    return port;
  }

  @Override
  public String address() {
    return "redis://127.0.0.1:" + port;
  }

  /** Ends the process at once, as a crash does; {@link #restart()} brings it back. */
  public synchronized void stop() {
    if (process != null) {
      process.kill();
      process = null;
    }
  }

  /** Ends the process if it runs, and starts an empty one on the same port. */
  public synchronized void restart() {
    if (closed) {
      throw new IllegalStateException(Messages.closed(NAME));
    }
    stop();
    process = launch();
  }

  /** Freezes the process: connections stay open, nothing is answered until {@link #resume()}. */
  public synchronized void pause() {
    running().signal("STOP");
  }

  /** Lets a paused process go on. */
  public synchronized void resume() {
    running().signal("CONT");
  }

  /** The id of the process. */
  public synchronized long pid() {
    return running().pid();
  }

  /**
   * The text of {@code INFO section}, such as {@code commandstats}, over a connection of its own.
   */
  public String info(String section) {
    try (Socket socket = new Socket(FreePort.loopback(), port);
        DataInputStream in = new DataInputStream(socket.getInputStream())) {
      socket.setSoTimeout((int) START_LIMIT.toMillis());
      socket
          .getOutputStream()
          .write(("INFO " + section + "\r\n").getBytes(StandardCharsets.US_ASCII));
      StringBuilder length = new StringBuilder();
      for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
        length.append((char) c);
      }
      byte[] text = new byte[Integer.parseInt(length.substring(1).trim())];
      in.readFully(text);
      return new String(text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(Messages.badReply("INFO " + section), e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    stop();
    exitHook.release();
  }

  private ServerProcess running() {
    if (process == null) {
      throw new IllegalStateException(closed ? Messages.closed(NAME) : Messages.notRunning(NAME));
    }
    return process;
  }

  private ServerProcess launchOrRelease() {
    boolean launched = false;
    try {
      ServerProcess first = launch();
      launched = true;
      return first;
    } finally {
      if (!launched) {
        exitHook.release();
      }
    }
  }

  private ServerProcess launch() {
    Path folder = Folders.create(Folders.temporary(), NAME);
    try {
      ServerProcess started = ServerProcess.start(NAME, folder, command(unpack(folder)), READY);
      try {
        started.awaitReady(START_LIMIT);
      } catch (ServerStartException e) {
        throw FreePort.isFree(port)
            ? e
            : new ServerStartException(Messages.portTaken(NAME, port, started.output()), e);
      }
      return started;
    } finally {
      Folders.delete(folder);
    }
  }

  private List<String> command(Path program) {
    return List.of(
        program.toString(),
        "--bind",
        "127.0.0.1",
        "--port",
        Integer.toString(port),
        "--save",
        "",
        "--appendonly",
        "no");
  }

  private static Path unpack(Path folder) {
    Platform platform = Platform.current();
    String resource = "/redis-server-7.0.15-" + platform;
    try (InputStream binary = EmbeddedRedis.class.getResourceAsStream(resource)) {
      if (binary == null) {
        throw new ServerStartException(Messages.noBinary(NAME, platform.toString()));
      }
      Path program = folder.resolve("redis-server");
      Files.copy(binary, program);
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
      return program;
    } catch (IOException e) {
      throw new ServerStartException(Messages.notUnpacked(NAME, folder), e);
    }
  }
}
