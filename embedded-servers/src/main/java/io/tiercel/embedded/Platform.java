/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.embedded;

import java.util.Locale;

/** The operating system and the processor, in the words that the binaries' file names use. */
record Platform(String system, String processor) {
  static Platform current() {
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  static Platform of(String osName, String osArch) {
    String name = osName.toLowerCase(Locale.ROOT);
    String system = name.startsWith("mac") ? "darwin" : name.startsWith("linux") ? "linux" : name;
    String processor =
        switch (osArch.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "amd64";
          case "aarch64", "arm64" -> "arm64";
          default -> osArch;
        };
    return new Platform(system, processor);
  }

  boolean isLinux() {
    return system.equals("linux");
  }

  @Override
  public String toString() {
    return system + "-" + processor;
  }
}
