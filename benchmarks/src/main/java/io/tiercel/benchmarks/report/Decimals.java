/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.report;

import java.math.BigDecimal;
import java.math.MathContext;

/** Figures as a table has them: as many digits as can be believed. */
final class Decimals {
  private static final MathContext THREE_DIGITS = new MathContext(3);

  private Decimals() {}

  /** Returns a number in three digits, without exponent and without zeros at its end. */
  static String of(double number) {
    BigDecimal rounded = new BigDecimal(number, THREE_DIGITS).stripTrailingZeros();
    return rounded.signum() == 0 ? "0" : rounded.toPlainString();
  }
}
