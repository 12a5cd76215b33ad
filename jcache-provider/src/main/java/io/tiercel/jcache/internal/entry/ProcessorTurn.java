/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import io.tiercel.jcache.internal.tier.EntryLock;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One processor's turn at an entry. The threads of this node take turns from the start, so that
 * they spare each other conflicts. The nodes do after a few conflicts, and from the start where the
 * cache writes through, since a conflict then comes after the source was written. For one thread.
 */
final class ProcessorTurn implements AutoCloseable {
  private static final ReentrantLock[] LOCKS = locks();
  private static final int CONFLICTS_BEFORE_LOCK = 3;
  private static final long PATIENCE_MILLIS = 200;

  private final CacheParts<?, ?> parts;
  private final Object tierKey;
  private final ReentrantLock lock;
  private final boolean locked;
  private EntryLock shared = EntryLock.NONE;
  private int conflicts;

  ProcessorTurn(CacheParts<?, ?> parts, Object tierKey) {
    this.parts = parts;
    this.tierKey = tierKey;
    this.lock = lock(parts.name(), tierKey);
    boolean exclusive = parts.source().writes().present();
    this.locked = tryLock(exclusive ? parts.guard().waitMillis() : PATIENCE_MILLIS);
    if (exclusive) {
      share();
    }
  }

  /** Takes note of a conflict with a write that took no turn, or with another node's. */
  void conflict() {
    conflicts++;
    if (conflicts == CONFLICTS_BEFORE_LOCK && shared == EntryLock.NONE) {
      share();
    }
  }

  @Override
  public void close() {
    shared.close();
    if (locked) {
      lock.unlock();
    }
  }

  /** A processor within a processor of the same entry has its turn already. */
  private void share() {
    if (lock.getHoldCount() > 1) {
      return;
    }
    boolean taken = false;
    try {
      shared = parts.tier().lock(tierKey);
      taken = true;
    } finally {
      if (!taken && locked) {
        lock.unlock();
      }
    }
  }

  private boolean tryLock(long millis) {
    try {
      return lock.tryLock(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static ReentrantLock lock(String cacheName, Object tierKey) {
    int hash = 31 * cacheName.hashCode() + tierKey.hashCode();
    return LOCKS[Math.floorMod(hash ^ hash >>> 16, LOCKS.length)];
  }

  private static ReentrantLock[] locks() {
    ReentrantLock[] made = new ReentrantLock[256];
    Arrays.setAll(made, stripe -> new ReentrantLock());
    return made;
  }
}
