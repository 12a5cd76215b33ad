/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.limit;

import io.tiercel.ratelimit.Limit;
import java.util.ArrayList;
import java.util.List;

/**
 * What one subject took on this node: for each limit two windows, of which the earlier counts by
 * the part that a window ending now still covers. Guarded by itself.
 */
final class LocalUse {
  private final List<Limit> limits;
  private final long[] index;
  private final long[] count;
  private final long[] before;
  private boolean gone;

  LocalUse(List<Limit> limits) {
    this.limits = limits;
    this.index = new long[limits.size()];
    this.count = new long[limits.size()];
    this.before = new long[limits.size()];
  }

  /** Tells whether this was forgotten, so that another one counts. */
  boolean isGone() {
    return gone;
  }

  /** Takes permits of this node's share of every limit, or of none. */
  List<Reading> acquire(long nowMicros, long permits, int nodes) {
    long[] waits = new long[limits.size()];
    long taken = permits;
    for (int i = 0; i < waits.length; i++) {
      roll(i, nowMicros);
      waits[i] = waitMicros(i, nowMicros, share(i, nodes) - permits);
      taken = waits[i] > 0 ? 0 : taken;
    }
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < waits.length; i++) {
      count[i] += taken;
      long remaining = share(i, nodes) - (long) Math.ceil(used(i, nowMicros));
      readings.add(
          new Reading(waits[i] == 0, Math.max(0, remaining), waits[i], resetMicros(i, nowMicros)));
    }
    return readings;
  }

  /** Returns what each limit has given and was not told of, and forgets it, and this. */
  long[] drain(long nowMicros) {
    long[] owed = new long[limits.size()];
    for (int i = 0; i < owed.length; i++) {
      roll(i, nowMicros);
      owed[i] = (long) Math.ceil(used(i, nowMicros));
    }
    gone = true;
    return owed;
  }

  /** Counts what could not be told. */
  void add(long nowMicros, long[] owed) {
    for (int i = 0; i < owed.length; i++) {
      roll(i, nowMicros);
      count[i] += owed[i];
    }
  }

  /** Forgets this if nothing counts any more; tells whether it did. */
  boolean forgetIfUnused(long nowMicros) {
    gone = true;
    for (int i = 0; i < count.length; i++) {
      roll(i, nowMicros);
      gone &= count[i] + before[i] == 0;
    }
    return gone;
  }

  private void roll(int i, long nowMicros) {
    long present = Math.floorDiv(nowMicros, lengthMicros(i));
    if (present != index[i]) {
      before[i] = present == index[i] + 1 ? count[i] : 0;
      count[i] = 0;
      index[i] = present;
    }
  }

  private double used(int i, long nowMicros) {
    return count[i] + before[i] * (1 - gonePart(i, nowMicros));
  }

  /** Returns when no more than some permits are used, 0 if now. */
  private long waitMicros(int i, long nowMicros, long room) {
    if (used(i, nowMicros) <= room) {
      return 0;
    }
    double length = lengthMicros(i);
    double windowLeft = length * (1 - gonePart(i, nowMicros));
    double wait;
    if (room < 0) {
      wait = length; // more than this node's share: never, but a window from now there may be Redis
    } else if (count[i] <= room) {
      wait = windowLeft - (room - count[i]) * length / before[i];
    } else {
      wait = windowLeft + length - room * length / count[i];
    }
    return Math.max(1, (long) Math.ceil(wait));
  }

  private long resetMicros(int i, long nowMicros) {
    double windowLeft = lengthMicros(i) * (1 - gonePart(i, nowMicros));
    if (count[i] > 0) {
      return (long) windowLeft + lengthMicros(i);
    }
    return before[i] > 0 ? (long) windowLeft : 0;
  }

  private double gonePart(int i, long nowMicros) {
    return (double) Math.floorMod(nowMicros, lengthMicros(i)) / lengthMicros(i);
  }

  private long lengthMicros(int i) {
    return limits.get(i).window().toMillis() * 1000;
  }

  private long share(int i, int nodes) {
    return Math.max(1, limits.get(i).permits() / nodes);
  }
}
