/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.embedded;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Redis 7.0.15 process on 127.0.0.1 that keeps no data: its program file is deleted as soon as it
 * runs, and what its options have it write when it ends; as a sentinel it guards other servers. It
 * ends with {@link #close()} or with the JVM. Safe for many threads.
 */
public final class EmbeddedRedis implements RedisServer {
  private static final String NAME = "redis";
  private static final String READY = "Ready to accept connections";
  private static final String SENTINEL_READY = "Sentinel ID is";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final int TRIES = 5;

  private final int port;
  private final List<String> options;
  private final Role role;
  private final ExitHook exitHook;
  private @Nullable ServerProcess process;
  private @Nullable Path folder;
  private boolean closed;

  /**
   * What a process is.
   *
   * @param program the program to run, or null for ours
   * @param guarded what it guards as a sentinel, as in its configuration file; null for a server
   * @param tlsPort where it speaks TLS, or 0 for nowhere
   */
  private record Role(@Nullable Path program, @Nullable String guarded, int tlsPort) {
    static final Role SERVER = new Role(null, null, 0);
  }

  private EmbeddedRedis(int port, List<String> options, Role role) {
    this.port = port;
    this.options = options;
    this.role = role;
    this.exitHook = ExitHook.register(NAME, this::stop);
    this.process = launchOrRelease();
  }

  /** Starts on a free port and returns when the server answers. */
  public static EmbeddedRedis start() {
    return start(List.of());
  }

  /**
   * Starts on a free port, with options of the server's command line, and returns when it answers.
   *
   * @param options such as {@code --maxmemory 1mb}, each word by itself
   */
  public static EmbeddedRedis start(List<String> options) {
    return start(options, Role.SERVER);
  }

  /** Starts a sentinel on a free port; what it guards is said as in its configuration file. */
  static EmbeddedRedis startSentinel(String guarded) {
    return start(List.of(), new Role(null, guarded, 0));
  }

  private static EmbeddedRedis start(List<String> options, Role role) {
    for (int attempt = 1; ; attempt++) {
      int port = FreePort.find();
      try {
        return new EmbeddedRedis(port, options, role);
      } catch (ServerStartException e) {
        if (attempt == TRIES || FreePort.isFree(port)) {
          throw e;
        }
      }
    }
  }

  /**
   * Starts on two free ports: one as ever, one that speaks TLS.
   *
   * @param certificate the server's certificate, as PEM
   * @param key its private key, as PEM
   */
  public static EmbeddedRedis startTls(Path certificate, Path key) {
    int tlsPort = FreePort.find();
    List<String> options =
        List.of(
            "--tls-port",
            Integer.toString(tlsPort),
            "--tls-cert-file",
            certificate.toString(),
            "--tls-key-file",
            key.toString(),
            "--tls-ca-cert-file",
            certificate.toString(),
            "--tls-auth-clients",
            "no");
    return start(options, new Role(null, null, tlsPort));
  }

  /** Starts another program of the family, such as Valkey's, on a free port. */
  public static EmbeddedRedis startProgram(Path program) {
    return start(List.of(), new Role(program, null, 0));
  }

  /** Returns the program of a name that the PATH leads to, or null where there is none. */
  public static @Nullable Path findProgram(String name) {
    String path = System.getenv("PATH");
    return Stream.of(path == null ? new String[0] : path.split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  /** Starts on the given port, which must be free. */
  public static EmbeddedRedis startOn(int port) {
    return new EmbeddedRedis(port, List.of(), Role.SERVER);
  }

  /** The port, the same over all restarts. */
  public int port() {
    return port;
  }

  /** The port that speaks TLS, or 0 where none does. */
  public int tlsPort() {
    return role.tlsPort();
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
    if (folder != null) {
      Folders.delete(folder);
      folder = null;
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

  /** The text of {@code INFO section}, such as {@code commandstats}. */
  public String info(String section) {
    return call("INFO", section);
  }

  /**
   * Sends a command over a connection of its own.
   *
   * @return the answer as text: a status, a number, a string, or a list's elements on a line each
   * @throws IllegalStateException if the answer is an error
   */
  public String call(String... words) {
    try (Socket socket = new Socket(FreePort.loopback(), port);
        DataInputStream in = new DataInputStream(socket.getInputStream())) {
      socket.setSoTimeout((int) START_LIMIT.toMillis());
      StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
      for (String word : words) {
        int length = word.getBytes(StandardCharsets.UTF_8).length;
        command.append('$').append(length).append("\r\n").append(word).append("\r\n");
      }
      socket.getOutputStream().write(command.toString().getBytes(StandardCharsets.UTF_8));
      return reply(in, words);
    } catch (IOException e) {
      throw new UncheckedIOException(Messages.badReply(String.join(" ", words)), e);
    }
  }

  private static String reply(DataInputStream in, String... words) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
      text.append((char) c);
    }
    String line = text.substring(1).trim();
    return switch (text.charAt(0)) {
      case '$' -> bulk(in, Integer.parseInt(line));
      case '*' -> {
        List<String> elements = new ArrayList<>();
        for (int i = Integer.parseInt(line); i > 0; i--) {
          elements.add(reply(in, words));
        }
        yield String.join("\n", elements);
      }
      case '-' -> throw new IllegalStateException(Messages.refused(String.join(" ", words), line));
      default -> line;
    };
  }

  private static String bulk(DataInputStream in, int length) throws IOException {
    if (length < 0) {
      return "";
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    in.skipNBytes(2);
    return new String(bytes, StandardCharsets.UTF_8);
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
    Path own = Folders.create(Folders.temporary(), NAME);
    folder = own;
    boolean started = false;
    try {
      String ready = role.guarded() == null ? READY : SENTINEL_READY;
      ServerProcess launched = ServerProcess.start(NAME, own, command(program(own)), ready);
      launched.awaitReady(START_LIMIT);
      started = true;
      return launched;
    } catch (ServerStartException e) {
      throw FreePort.isFree(port)
          ? e
          : new ServerStartException(
              Messages.portTaken(NAME, port, String.valueOf(e.getMessage())), e);
    } finally {
      if (!started || (options.isEmpty() && role.guarded() == null)) {
        Folders.delete(own);
        folder = null;
      }
    }
  }

  private List<String> command(Path program) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    String guarded = role.guarded();
    if (guarded != null) {
      command.addAll(List.of(writeConfiguration(program, guarded).toString(), "--sentinel"));
      return command;
    }
    command.addAll(List.of("--bind", "127.0.0.1", "--port", Integer.toString(port)));
    command.addAll(List.of("--save", "", "--appendonly", "no"));
    command.addAll(options);
    return command;
  }

  /** A sentinel keeps what it knows in its configuration file, and does not start without one. */
  private Path writeConfiguration(Path program, String guards) {
    Path file = program.resolveSibling("sentinel.conf");
    try {
      return Files.writeString(file, "bind 127.0.0.1\nport " + port + "\n" + guards);
    } catch (IOException e) {
      throw new ServerStartException(Messages.notUnpacked(NAME, file), e);
    }
  }

  private Path program(Path own) {
    Path program = role.program();
    return program == null ? unpack(own) : program;
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
