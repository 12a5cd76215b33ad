/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A channel that this node listens to, and whether it hears what is told there: from the first word
 * until three seconds of silence, or a loss that is noticed. Safe for many threads.
 */
final class Channel {
  /** How long a channel may be silent, although beats are sent on it. */
  static final long LOST_AFTER_MILLIS = 3_000;

  private final String name;
  private final All all;
  private final AtomicBoolean trusted = new AtomicBoolean();
  private volatile long lastHeardMillis;

  /** Makes a channel that nothing was heard on. */
  Channel(String name, All all) {
    this.name = name;
    this.all = all;
    all.untrusted.incrementAndGet();
  }

  /** What all channels of a node are together. */
  static final class All {
    private final AtomicLong generation = new AtomicLong();
    private final AtomicInteger untrusted = new AtomicInteger();

    /** Returns a number that has grown whenever something may have been missed. */
    long generation() {
      return generation.get();
    }

    boolean trusted() {
      return untrusted.get() == 0;
    }
  }

  String name() {
    return name;
  }

  boolean trusted() {
    return trusted.get();
  }

  long lastHeardMillis() {
    return lastHeardMillis;
  }

  /** Something was told, a beat or a change. */
  void heard(long now) {
    lastHeardMillis = now;
    if (!trusted.get()) {
      all.generation.incrementAndGet();
      if (trusted.compareAndSet(false, true)) {
        all.untrusted.decrementAndGet();
      }
    }
  }

  /** It was subscribed anew: what was told before was missed. */
  void subscribed() {
    all.generation.incrementAndGet();
  }

  void lost() {
    if (trusted.compareAndSet(true, false)) {
      all.untrusted.incrementAndGet();
    }
  }

  /** Returns for how long nothing was heard; where that is too long, the channel is lost. */
  long silence(long now) {
    long silence = now - lastHeardMillis;
    if (silence > LOST_AFTER_MILLIS) {
      lost();
    }
    return silence;
  }
}
