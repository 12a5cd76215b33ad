/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.launch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The messages of this package, 8100 to 8199. */
final class Messages {
  private Messages() {}

  static String usage() {
    return "TIERCEL-8100 launcher: three arguments are needed: the folder of WildFly, the WAR,"
        + " a folder to work in (start it by: mvn -Prun)";
  }

  static String notThere(Path file) {
    return "TIERCEL-8101 launcher: a file is missing: path=%s (start it by: mvn -Prun)"
        .formatted(file);
  }

  static String portTaken(int port) {
    return ("TIERCEL-8102 launcher: the port must be free on 127.0.0.1: inbox.port=%d"
            + " (end what listens there, or leave inbox.port out and a free one is taken)")
        .formatted(port);
  }

  static String badPort(String port) {
    return "TIERCEL-8103 launcher: the port must be a number from 1 to 65535: inbox.port=%s"
        .formatted(port);
  }

  static String serverFailed(String cause, List<String> lines) {
    return "TIERCEL-8104 server: the application did not start: cause=%s; the server said:%n%s"
        .formatted(cause, indented(lines));
  }

  static String serverEnded(int status, List<String> lines) {
    return "TIERCEL-8105 server: it ended by itself: status=%d; its last words:%n%s"
        .formatted(status, indented(lines));
  }

  static String noAnswer(Duration limit, String answer, List<String> lines) {
    return "TIERCEL-8106 server: the application must answer within %d s: answer=%s; it said:%n%s"
        .formatted(limit.toSeconds(), answer, indented(lines));
  }

  static String notMigrated() {
    return "TIERCEL-8107 database: the migrations could not be applied (the cause follows;"
        + " DATABASE_URL must name a database whose user may create tables)";
  }

  static String notPrepared(Path folder) {
    return "TIERCEL-8108 launcher: the folder of this run could not be made: path=%s"
        .formatted(folder);
  }

  static String notStarted(Path home) {
    return "TIERCEL-8109 server: the process could not be started: home=%s".formatted(home);
  }

  static String stopped() {
    return "TIERCEL-8110 launcher: it was told to stop before everything had started";
  }

  static String seeAbove() {
    return "TIERCEL-8111 launcher: the example does not run (the cause stands above, after FAILED)";
  }

  static String badNodes(String nodes) {
    return "TIERCEL-8112 launcher: the number of servers must be from 1 to 9: inbox.nodes=%s"
        .formatted(nodes);
  }

  private static String indented(List<String> lines) {
    return lines.isEmpty() ? "    (nothing)" : "    " + String.join("\n    ", lines);
  }
}
