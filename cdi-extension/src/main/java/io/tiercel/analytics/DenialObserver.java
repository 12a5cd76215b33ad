/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import io.tiercel.ratelimit.RateLimitObserver;
import io.tiercel.ratelimit.Verdict;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Passes verdicts on to whoever records denials. The {@code ServiceLoader} makes one observer for
 * each manager, so the recorders register here. Safe for many threads.
 */
public final class DenialObserver implements RateLimitObserver {
  private static final List<RateLimitObserver> RECORDERS = new CopyOnWriteArrayList<>();

  /** Creates the observer; the {@code ServiceLoader} does. */
  public DenialObserver() {}

  static void add(RateLimitObserver recorder) {
    RECORDERS.add(recorder);
  }

  static void remove(RateLimitObserver recorder) {
    RECORDERS.remove(recorder);
  }

  @Override
  public void judged(String limiter, String subject, long permits, Verdict verdict) {
    if (!verdict.allowed()) {
      for (RateLimitObserver recorder : RECORDERS) {
        recorder.judged(limiter, subject, permits, verdict);
      }
    }
  }
}
