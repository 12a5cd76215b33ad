/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The page that tells users how the inbox gets onto a server.
 *
 * @param commands its indented lines in their order, those for Maven left out: a script of bash,
 *     run in the folder of the server
 */
public record Guide(List<String> commands) {
  private static final String INDENT = "    ";

  /** Keeps the commands. */
  public Guide {
    commands = List.copyOf(commands);
    if (commands.isEmpty()) {
      throw new IllegalArgumentException("the page has no indented line");
    }
  }

  /** Reads the page. */
  public static Guide read(Path page) {
    try {
      return new Guide(
          Files.readAllLines(page).stream()
              .filter(line -> line.startsWith(INDENT))
              .map(line -> line.substring(INDENT.length()))
              .filter(line -> !line.startsWith("mvn "))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The script with the Redis of a test, and a port of its own, in place of those in the text. */
  String script(int redis, int http) {
    String text =
        String.join("\n", commands)
            .replaceAll("(redis\\\\?://127\\.0\\.0\\.1\\\\?:)6379", "$1" + redis);
    if (!text.contains("127.0.0.1:" + redis) && !text.contains("127.0.0.1\\:" + redis)) {
      throw new IllegalStateException("the page names no Redis at 127.0.0.1:6379: " + text);
    }
    return text.replace("9080", Integer.toString(http));
  }
}
