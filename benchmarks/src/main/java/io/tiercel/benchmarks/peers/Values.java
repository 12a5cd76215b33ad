/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.peers;

/** What is stored. */
public enum Values {
  /** A text of 100 characters. */
  TEXT,
  /** A text of 10,000 characters. */
  LONG_TEXT,
  /** An object of the application, which can be changed. */
  OBJECT;

  private static final int SHORT = 100;
  private static final int LONG = 10_000;

  /** Returns the value of a key. */
  Object of(int number) {
    return switch (this) {
      case TEXT -> text(number, SHORT);
      case LONG_TEXT -> text(number, LONG);
      case OBJECT -> Profile.of(number);
    };
  }

  private static String text(int number, int length) {
    String begin = "value " + number + " ";
    return begin + "x".repeat(length - begin.length());
  }
}
