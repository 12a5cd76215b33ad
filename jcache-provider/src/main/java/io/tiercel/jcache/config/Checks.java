/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

import java.time.Duration;

/** The bounds that every record of settings holds, whoever makes it. */
final class Checks {
  private Checks() {}

  static void positive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(Messages.notPositive(name, value));
    }
  }

  static void notNegative(String name, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(Messages.negative(name, value));
    }
  }

  static void within(String name, double value, int most) {
    if (!(value >= 0 && value <= most)) {
      throw new IllegalArgumentException(Messages.outOfBounds(name, value, most));
    }
  }

  static void positive(String name, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(Messages.notPositive(name, value));
    }
  }

  static void notNegative(String name, Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException(Messages.negative(name, value));
    }
  }
}
