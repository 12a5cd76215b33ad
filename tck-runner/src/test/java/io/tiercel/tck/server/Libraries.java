/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tck.server;

import java.io.File;
import java.util.List;
import java.util.regex.Pattern;

/** The jars of this JVM's class path, by what they are for. */
final class Libraries {
  /** Tiercel and all that it needs on a server. */
  static final Pattern TIERCEL =
      Pattern.compile(
          "(tiercel-(cdi|jcache|redis-client)|cache-api|caffeine|config|HdrHistogram|jspecify|lz4-java|netty-.*"
              + "|resilience4j-.*|slf4j-.*|snakeyaml)-\\d.*");

  /** The TCK and JUnit, which runs it. */
  static final Pattern TCK =
      Pattern.compile(
          "(apiguardian-api|cache-tests|hamcrest-.*|junit|junit-platform-.*|junit-vintage-engine|opentest4j)-\\d.*");

  private Libraries() {}

  static List<File> matching(Pattern names) {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(System.getProperty("java.class.path"))
        .map(File::new)
        .filter(file -> names.matcher(file.getName()).matches())
        .toList();
  }
}
