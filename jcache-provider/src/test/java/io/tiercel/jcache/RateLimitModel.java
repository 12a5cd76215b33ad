/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.ratelimit.Algorithm;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * What an algorithm means, worked out from the list of all permits ever given, in whole numbers;
 * and what it promises. Slow and plain.
 */
public abstract class RateLimitModel {
  final long limit;
  final long length;

  /** The microseconds of all permits given, in order. */
  final List<Long> given = new ArrayList<>();

  private int allowed;
  private int denied;

  RateLimitModel(long limit, long length) {
    this.limit = limit;
    this.length = length;
  }

  /** Returns the model of a limit whose window is given in microseconds. */
  public static RateLimitModel of(Algorithm algorithm, long limit, long length) {
    return switch (algorithm) {
      case SLIDING_WINDOW -> new SlidingWindow(limit, length);
      case SLIDING_LOG -> new SlidingLog(limit, length);
      case FIXED_WINDOW -> new FixedWindow(limit, length);
      case TOKEN_BUCKET -> new TokenBucket(limit, length);
    };
  }

  /** Returns what is used, in permits x microseconds of a window. */
  public abstract BigInteger used(long now);

  /** Fails if the algorithm's promise is broken. */
  public abstract void checkPromise(long now);

  final boolean tryAcquire(long now, long permits) {
    boolean fits = fits(now, permits);
    if (fits) {
      give(now, permits);
      allowed++;
    } else {
      denied++;
    }
    return fits;
  }

  /** Tells whether permits are there, and takes none. */
  public final boolean fits(long now, long permits) {
    return used(now).add(product(permits, length)).compareTo(product(limit, length)) <= 0;
  }

  /** Takes permits, be they there or not. */
  public final void give(long now, long permits) {
    for (long i = 0; i < permits; i++) {
      given.add(now);
    }
  }

  /** Returns how many whole permits are there. */
  public final long left(long now) {
    return product(limit, length)
        .subtract(used(now))
        .divide(BigInteger.valueOf(length))
        .longValue();
  }

  final int allowed() {
    return allowed;
  }

  final int denied() {
    return denied;
  }

  /** Returns how many permits were given after a time, up to another. */
  final long between(long after, long to) {
    long count = 0;
    for (int i = given.size() - 1; i >= 0 && given.get(i) > after; i--) {
      count += given.get(i) <= to ? 1 : 0;
    }
    return count;
  }

  final long inAligned(long index) {
    return between(index * length - 1, (index + 1) * length - 1);
  }

  static BigInteger product(long one, long other) {
    return BigInteger.valueOf(one).multiply(BigInteger.valueOf(other));
  }

  /** Two aligned windows, the earlier weighted. */
  private static final class SlidingWindow extends RateLimitModel {
    private SlidingWindow(long limit, long length) {
      super(limit, length);
    }

    @Override
    public BigInteger used(long now) {
      long index = now / length;
      long gone = now % length;
      return product(inAligned(index), length).add(product(inAligned(index - 1), length - gone));
    }

    @Override
    public void checkPromise(long now) {
      long before = inAligned(now / length - 1);
      long gone = now % length;
      BigInteger exact = product(between(now - length, now), length);
      assertThat(exact.subtract(used(now)))
          .as("too low")
          .isLessThanOrEqualTo(product(before, gone));
      assertThat(used(now).subtract(exact))
          .as("too high")
          .isLessThanOrEqualTo(product(before, length - gone));
      assertThat(between(now - length, now)).as("any window").isLessThan(2 * limit);
      assertThat(inAligned(now / length)).as("aligned window").isLessThanOrEqualTo(limit);
    }
  }

  /** All permits of the window that ends now. */
  private static final class SlidingLog extends RateLimitModel {
    private SlidingLog(long limit, long length) {
      super(limit, length);
    }

    @Override
    public BigInteger used(long now) {
      return product(between(now - length, now), length);
    }

    @Override
    public void checkPromise(long now) {
      assertThat(between(now - length, now)).isLessThanOrEqualTo(limit);
    }
  }

  /** All permits of the aligned window. */
  private static final class FixedWindow extends RateLimitModel {
    private FixedWindow(long limit, long length) {
      super(limit, length);
    }

    @Override
    public BigInteger used(long now) {
      return product(inAligned(now / length), length);
    }

    @Override
    public void checkPromise(long now) {
      assertThat(inAligned(now / length)).isLessThanOrEqualTo(limit);
      assertThat(between(now - length, now)).isLessThanOrEqualTo(2 * limit);
    }
  }

  /** What ran in and has not drained, from the first permit on. */
  private static final class TokenBucket extends RateLimitModel {
    private TokenBucket(long limit, long length) {
      super(limit, length);
    }

    @Override
    public BigInteger used(long now) {
      BigInteger level = BigInteger.ZERO;
      long at = 0;
      // What was given long ago has drained: a full bucket is empty after a window.
      for (long permit : given.subList(Math.max(0, given.size() - 1000), given.size())) {
        level = level.subtract(product(permit - at, limit)).max(BigInteger.ZERO);
        level = level.add(BigInteger.valueOf(length));
        at = permit;
      }
      return level.subtract(product(now - at, limit)).max(BigInteger.ZERO);
    }

    @Override
    public void checkPromise(long now) {
      for (int back = 1; back <= 50 && back < given.size(); back++) {
        long since = given.get(given.size() - 1 - back);
        long taken = back + 1L;
        // taken <= limit + limit x time / length
        assertThat(product(taken - limit, length)).isLessThanOrEqualTo(product(now - since, limit));
      }
    }
  }
}
