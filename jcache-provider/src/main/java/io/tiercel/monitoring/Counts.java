/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.monitoring;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Numbers for every {@link Measure}, of one cache or of several, at a moment. Immutable. */
public final class Counts {
  /** Nothing was counted. */
  public static final Counts NONE = new Counts(new long[Measure.values().length]);

  private final long[] numbers;

  private Counts(long[] numbers) {
    this.numbers = numbers;
  }

  /** Returns the numbers that a function answers. */
  public static Counts of(ToLongFunction<Measure> number) {
    return new Counts(Arrays.stream(Measure.values()).mapToLong(number).toArray());
  }

  /** Returns the number of one measure. */
  @SuppressWarnings("EnumOrdinal") // a hundred thousand caches have one of these each
  public long get(Measure measure) {
    return numbers[measure.ordinal()];
  }

  /** Returns the sum of both. */
  public Counts plus(Counts other) {
    return of(measure -> get(measure) + other.get(measure));
  }

  /** Returns what was counted after an earlier moment. */
  public Counts minus(Counts earlier) {
    return of(measure -> get(measure) - earlier.get(measure));
  }

  /** Returns the reads that a tier above the source answered. */
  public long hits() {
    return get(Measure.L1_HITS) + get(Measure.L2_HITS);
  }

  /** Returns the reads that no tier above the source answered. */
  public long misses() {
    return get(Measure.MISSES);
  }

  /** Returns the reads. */
  public long reads() {
    return hits() + misses();
  }

  /** Returns the invalidations for any reason. */
  public long invalidations() {
    return get(Measure.INVALIDATIONS_MANUAL)
        + get(Measure.INVALIDATIONS_CASCADE)
        + get(Measure.INVALIDATIONS_TAG)
        + get(Measure.INVALIDATIONS_ENTITY);
  }

  /** Returns how many of 100 reads were hits, to two places; 0 without reads. */
  public double hitRate() {
    return percent(hits(), reads()).doubleValue();
  }

  /** Tells whether nothing was counted. */
  public boolean isEmpty() {
    return equals(NONE);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Counts that && Arrays.equals(numbers, that.numbers);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(numbers);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Counts[");
    for (Measure measure : Measure.values()) {
      if (get(measure) != 0) {
        text.append(measure).append('=').append(get(measure)).append(' ');
      }
    }
    return text.toString().strip() + ']';
  }

  /** Returns a part of a whole in percent, to two places; 0 of an empty whole. */
  static BigDecimal percent(long part, long whole) {
    return whole == 0
        ? new BigDecimal("0.00")
        : BigDecimal.valueOf(part)
            .multiply(BigDecimal.valueOf(100))
            .divide(BigDecimal.valueOf(whole), 2, RoundingMode.HALF_UP);
  }
}
