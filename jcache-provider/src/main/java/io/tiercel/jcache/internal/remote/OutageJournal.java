/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.internal.tier.TierFailure;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * What this node wrote while the server did not answer: what the server still holds of it may be
 * older. Before anything more is read of a cache, the entries written are removed from the server;
 * a cache that was cleared, or of which too many entries were written, begins a new epoch. Safe for
 * many threads.
 */
final class OutageJournal {
  /** The most keys that are noted of one cache. */
  static final int MOST_KEYS = 10_000;

  private static final int PAGE = 1_000;

  private final Duration patience;
  private final ConcurrentMap<Object, Notes> notes = new ConcurrentHashMap<>();

  /**
   * Creates an empty journal.
   *
   * @param patience how long a caller waits for another that makes good what is noted
   */
  OutageJournal(Duration patience) {
    this.patience = patience;
  }

  /** How what was noted of a cache, of a tenant, or of its tags, is made good. */
  interface Cure {
    /** Removes some entries, or those with some tags, on all nodes. */
    void removeWritten(List<Object> keys);

    /** Voids all entries, on all nodes. */
    void beginEpoch();
  }

  /** Notes entries of a cache that were written, or tags that were invalidated. */
  void written(Object cache, Collection<Object> keys, Cure cure) {
    if (!keys.isEmpty()) {
      note(cache, cure, noted -> noted.written(keys));
    }
  }

  /** Notes a cache, or all caches of a tenant, that were cleared. */
  void cleared(Object cache, Cure cure) {
    note(cache, cure, Notes::cleared);
  }

  /**
   * Makes good what is noted of a cache or a tenant. Costs nothing where nothing is.
   *
   * @throws TierFailure if the server still does not answer; what is not made good stays noted
   */
  void settle(Object cache) {
    Notes noted = notes.isEmpty() ? null : notes.get(cache);
    if (noted != null) {
      noted.settle(patience);
      notes.computeIfPresent(cache, (same, left) -> left.isEmpty() ? null : left);
    }
  }

  /** Makes good all that is noted. */
  void settleAll() {
    notes.keySet().forEach(this::settle);
  }

  private void note(Object cache, Cure cure, Consumer<Notes> what) {
    notes.compute(
        cache,
        (same, noted) -> {
          Notes all = noted == null ? new Notes(cure) : noted;
          what.accept(all);
          return all;
        });
  }

  /** What is noted of one cache; each note has a number, so that later ones are not lost. */
  private static final class Notes {
    private final Cure cure;
    private final ReentrantLock settling = new ReentrantLock();
    private final Map<Object, Long> keys = new HashMap<>();
    private long cleared;
    private long last;

    Notes(Cure cure) {
      this.cure = cure;
    }

    synchronized void written(Collection<Object> more) {
      last++;
      if (cleared > 0 || keys.size() + more.size() > MOST_KEYS) {
        cleared();
      } else {
        more.forEach(key -> keys.put(key, last));
      }
    }

    synchronized void cleared() {
      cleared = ++last;
      keys.clear();
    }

    synchronized boolean isEmpty() {
      return keys.isEmpty() && cleared == 0;
    }

    void settle(Duration patience) {
      try {
        if (!settling.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new TierFailure(
              Messages.beingMadeGood(), RedisFault.AWAY.cure(), new TimeoutException());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new TierFailure(Messages.interrupted(), RedisFault.AWAY.cure(), e);
      }
      try {
        if (mustClear()) {
          settleClear();
        } else {
          settleKeys();
        }
      } finally {
        settling.unlock();
      }
    }

    private synchronized boolean mustClear() {
      return cleared > 0;
    }

    private void settleClear() {
      long upTo = number();
      cure.beginEpoch();
      synchronized (this) {
        if (cleared <= upTo) {
          cleared = 0;
        }
      }
    }

    private void settleKeys() {
      long upTo = number();
      for (List<Object> page = page(upTo); !page.isEmpty(); page = page(upTo)) {
        cure.removeWritten(page);
        removed(page, upTo);
      }
    }

    private synchronized long number() {
      return last;
    }

    private synchronized List<Object> page(long upTo) {
      return keys.entrySet().stream()
          .filter(note -> note.getValue() <= upTo)
          .limit(PAGE)
          .map(Map.Entry::getKey)
          .toList();
    }

    private synchronized void removed(List<Object> page, long upTo) {
      for (Object key : page) {
        keys.computeIfPresent(key, (same, number) -> number <= upTo ? null : number);
      }
    }
  }
}
