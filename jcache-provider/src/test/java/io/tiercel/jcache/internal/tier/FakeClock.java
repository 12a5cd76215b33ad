/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands until it is moved; it begins anywhere within a century. */
public final class FakeClock implements TierClock {
  private static final long CENTURY_MILLIS = Duration.ofDays(36_525).toMillis();

  private final AtomicLong now =
      new AtomicLong(ThreadLocalRandom.current().nextLong(CENTURY_MILLIS));

  @Override
  public long millis() {
    return now.get();
  }

  /** Moves the clock on. */
  public void advance(Duration time) {
    now.addAndGet(time.toMillis());
  }
}
