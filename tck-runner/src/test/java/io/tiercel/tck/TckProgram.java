/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tck;

import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Runs the whole TCK on the one provider of the class path and writes the results to the file that
 * is its argument.
 */
final class TckProgram {
  private TckProgram() {}

  public static void main(String[] arguments) throws Exception {
    endWithParent();
    try (PrintWriter lines = new PrintWriter(arguments[0], StandardCharsets.UTF_8)) {
      String container = SeContainerInitializer.newInstance().getClass().getName();
      TckRun.run(TckTests.classNames(), lines, Map.of("container", container));
    }
    System.exit(0);
  }

  private static void endWithParent() {
    ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
    Thread watch =
        new Thread(
            () -> {
              parent.onExit().join();
              Runtime.getRuntime().halt(2);
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }
}
