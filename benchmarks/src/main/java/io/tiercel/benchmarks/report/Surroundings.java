/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What was measured on, in words. */
final class Surroundings {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  private Surroundings() {}

  /** Returns the machine, the system and the Java. */
  static String describe() {
    return String.format(
        Locale.ROOT,
        "%s %s · %s %s · %d × %s",
        System.getProperty("java.vm.name"),
        System.getProperty("java.runtime.version"),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        processor());
  }

  /** Returns how many wanted to run, on average of the last minute. */
  static String load() {
    return String.format(
        Locale.ROOT, "%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static String processor() {
    try {
      return Files.readAllLines(PROCESSORS).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).trim())
          .findFirst()
          .orElse("processor");
    } catch (IOException e) {
      return "processor"; // another system than Linux
    }
  }
}
