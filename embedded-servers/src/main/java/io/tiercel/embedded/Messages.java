/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** The texts of this package, TIERCEL-8000 to 8099. */
final class Messages {
  private Messages() {}

  static String noBinary(String server, String platform) {
    return String.format(
        Locale.ROOT,
        "TIERCEL-8000 %s: no binary for this platform: platform=%s (run on Linux or macOS, amd64 or arm64; the launcher also takes REDIS_URL and DATABASE_URL)",
        server,
        platform);
  }

  static String notUnpacked(String server, Path folder) {
    return String.format(
        Locale.ROOT,
        "TIERCEL-8001 %s: the binary could not be unpacked: folder=%s (free some space there, or choose another folder with -Djava.io.tmpdir)",
        server,
        folder);
  }

  static String notExecuted(String server, Path program) {
    return String.format(
        Locale.ROOT,
        "TIERCEL-8002 %s: the program could not be executed: program=%s (choose a folder that allows execution with -Djava.io.tmpdir)",
        server,
        program);
  }

  static String notStarted(String server, String output) {
    return String.format(
        Locale.ROOT,
        "TIERCEL-8003 %s: the server ended before it was ready (its own output follows, the last lines say the cause)%n%s",
        server,
        output);
  }

  static String notReady(String server, Duration limit, String output) {
    return String.format(
        Locale.ROOT,
        "TIERCEL-8004 %s: the server was not ready in time: limit=%s (run on a less loaded machine; its output follows)%n%s",
        server,
        limit,
        output);
  }

  static String portTaken(String server, int port, String output) {
    return String.format(
        Locale.ROOT,
        "TIERCEL-8005 %s: the port is taken: port=%d (stop what listens there, or let a free port be chosen; the server's output follows)%n%s",
        server,
        port,
        output);
  }

  static String noFreePort(int lowest, int highest) {
    return String.format(
        Locale.ROOT,
        "TIERCEL-8006 127.0.0.1: no free port was found: range=%d..%d (stop what listens there)",
        lowest,
        highest);
  }

  static String closed(String server) {
    return String.format(
        Locale.ROOT, "TIERCEL-8007 %s: the server is closed (start a new one)", server);
  }

  static String notRunning(String server) {
    return String.format(
        Locale.ROOT, "TIERCEL-8008 %s: the server is stopped (call restart first)", server);
  }

  static String interrupted(String server) {
    return String.format(
        Locale.ROOT,
        "TIERCEL-8009 %s: interrupted while waiting for the server (start it again)",
        server);
  }

  static String signalFailed(String signal, long pid, String output) {
    return String.format(
        Locale.ROOT,
        "TIERCEL-8010 process: kill refused: signal=%s pid=%d (see its output) %s",
        signal,
        pid,
        output);
  }

  static String rootRefused() {
    return "TIERCEL-8011 postgresql: it does not run as root and neither unshare nor setpriv can take another user here (run as an ordinary user, or set DATABASE_URL)";
  }

  static String badAddress(String variable, String rule) {
    return String.format(
        Locale.ROOT,
        "TIERCEL-8012 environment: %s %s (correct or unset %s)",
        variable,
        rule,
        variable);
  }

  static String statementFailed(String database) {
    return String.format(
        Locale.ROOT,
        "TIERCEL-8013 postgresql: the database could not be created: database=%s (see the cause)",
        database);
  }

  static String badReply(String command) {
    return String.format(
        Locale.ROOT,
        "TIERCEL-8014 redis: the reply could not be read: command=%s (see the cause)",
        command);
  }

  static String notDeleted(Path folder) {
    return String.format(
        Locale.ROOT,
        "TIERCEL-8015 files: the folder could not be deleted: folder=%s (delete it by hand)",
        folder);
  }

  static String refused(String command, String error) {
    return String.format(
        Locale.ROOT,
        "TIERCEL-8016 redis: the server refused a command: command=%s error=%s (correct the command)",
        command,
        error);
  }

  static String clusterNotReady(Duration limit, String state) {
    return String.format(
        Locale.ROOT,
        "TIERCEL-8017 redis: the cluster was not ready in time: limit=%s (run on a less loaded machine; the state of a node follows)%n%s",
        limit,
        state);
  }

  static String sentinelsDiffer(Duration limit, String state) {
    return String.format(
        Locale.ROOT,
        "TIERCEL-8018 redis: the sentinels did not agree in time: limit=%s (run on a less loaded machine; what they say follows)%n%s",
        limit,
        state);
  }
}
