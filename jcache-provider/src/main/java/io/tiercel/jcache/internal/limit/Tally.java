/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.limit;

import io.tiercel.ratelimit.LimiterCounts;
import io.tiercel.ratelimit.Verdict;
import java.util.concurrent.atomic.LongAdder;

/** Counts the verdicts of limiters of one name. Safe for many threads. */
final class Tally {
  private final LongAdder allowed = new LongAdder();
  private final LongAdder denied = new LongAdder();
  private final LongAdder degraded = new LongAdder();

  void count(Verdict verdict) {
    (verdict.allowed() ? allowed : denied).increment();
    if (verdict.degraded()) {
      degraded.increment();
    }
  }

  LimiterCounts counts() {
    return new LimiterCounts(allowed.sum(), denied.sum(), degraded.sum());
  }
}
