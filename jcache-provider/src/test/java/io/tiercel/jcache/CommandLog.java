/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands that a Redis runs, as its MONITOR tells them, in order. */
public final class CommandLog implements AutoCloseable {
  private static final Pattern LINE =
      Pattern.compile("\\S+ \\[\\d+ (?<from>[^]]+)] \"(?<command>[^\"]+)\"(?<rest>.*)");

  /** What a node does behind its operations: connecting, heartbeat, measuring the clock. */
  private static final Set<String> BACKGROUND =
      Set.of("PING", "PUBLISH", "SUBSCRIBE", "EVAL_RO", "EVALSHA_RO", "CLIENT", "HELLO", "INFO");

  /**
   * How the text of a script begins that an operation runs; the clock's and the client's do not.
   */
  private static final String SCRIPT = " \"-- ";

  /** The key by which nodes with rate limits say once a second that they are there. */
  private static final String NODES = "$nodes:v1\"";

  /** A command, who ran it, and its arguments. */
  private record Command(String name, boolean byScript, String arguments) {}

  private final RedisProbe monitor;
  private final RedisProbe marker;
  private int marks;

  public CommandLog(int port) {
    monitor = new RedisProbe(port);
    marker = new RedisProbe(port);
    monitor.call("MONITOR");
  }

  /**
   * Returns the commands that an operation sends, each a round trip; and, in brackets, those that
   * scripts run for it.
   */
  public List<String> of(Runnable operation) {
    return run(operation).stream()
        .map(command -> command.byScript() ? '[' + command.name() + ']' : command.name())
        .toList();
  }

  /** Returns only what was sent, of what an operation did. */
  public List<String> sentBy(Runnable operation) {
    return of(operation).stream().filter(command -> !command.startsWith("[")).toList();
  }

  /** Returns the arguments of what an operation sent, each in quotes, in one text a command. */
  List<String> argumentsSentBy(Runnable operation) {
    return run(operation).stream()
        .filter(command -> !command.byScript())
        .map(Command::arguments)
        .toList();
  }

  private List<Command> run(Runnable operation) {
    upToMark();
    operation.run();
    return upToMark();
  }

  private List<Command> upToMark() {
    String mark = "mark-" + ++marks;
    marker.call("ECHO", mark);
    List<Command> commands = new ArrayList<>();
    boolean background = false;
    while (true) {
      Matcher line = LINE.matcher(monitor.next());
      if (line.matches()) {
        if (line.group("rest").contains(mark)) {
          return commands;
        }
        String name = line.group("command").toUpperCase(Locale.ROOT);
        boolean byScript = line.group("from").equals("lua"); // of the command before it
        background = byScript ? background : isBackground(name, line.group("rest"));
        if (!background) {
          commands.add(new Command(name, byScript, line.group("rest").strip()));
        }
      }
    }
  }

  @Override
  public void close() {
    monitor.close();
    marker.close();
  }

  private static boolean isBackground(String name, String rest) {
    return BACKGROUND.contains(name)
        || rest.contains(NODES)
        || (name.equals("EVAL") && !rest.startsWith(SCRIPT));
  }
}
