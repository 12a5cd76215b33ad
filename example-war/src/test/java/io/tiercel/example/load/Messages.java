/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

import java.net.URI;
import java.nio.file.Path;

/** The messages of this package, 8200 to 8299. */
final class Messages {
  private Messages() {}

  static String usage() {
    return "TIERCEL-8200 load: four arguments are needed: the folder of WildFly, the WAR, a folder"
        + " to work in, the report (start it by: mvn -Pload -pl example-war -am verify)";
  }

  static String badPlan(String rule) {
    return "TIERCEL-8201 load: the plan does not hold: %s (see the properties load.*)"
        .formatted(rule);
  }

  static String refused(URI server, String request, int status) {
    return "TIERCEL-8202 load: a request failed: server=%s request=%s status=%d"
        .formatted(server, request, status);
  }

  static String noClient(URI server) {
    return "TIERCEL-8203 load: a client failed: server=%s (the cause follows)".formatted(server);
  }

  static String notHttp(String line) {
    return "TIERCEL-8204 load: the answer is not HTTP/1.1 with a known length: line=%s"
        .formatted(line);
  }

  static String database(String what) {
    return "TIERCEL-8205 load: the database failed: step=%s (the cause follows)".formatted(what);
  }

  static String noPlace(Path report, String section) {
    return "TIERCEL-8206 load: the report must have one place for each section: report=%s section=%s"
        .formatted(report, section);
  }

  static String badRow(int columns, int cells) {
    return "TIERCEL-8207 load: a row must have a cell for each column: columns=%d cells=%d"
        .formatted(columns, cells);
  }

  static String unknownParameter(String statement, int at) {
    return "TIERCEL-8208 load: it is not known what a parameter stands for: at=%d statement=%s"
        .formatted(at, statement);
  }
}
