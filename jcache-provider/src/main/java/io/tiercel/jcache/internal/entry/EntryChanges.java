/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import io.tiercel.jcache.internal.tier.EntryWrite;
import io.tiercel.jcache.internal.tier.LoadLease;
import io.tiercel.jcache.internal.tier.StoredValue;
import io.tiercel.jcache.internal.tier.TierEntry;
import io.tiercel.jcache.internal.tier.Ttl;
import io.tiercel.jcache.internal.tier.WriteResult;
import io.tiercel.jcache.internal.tier.WriteResult.Outcome;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes whose entries get the life that the expiry policy says. A stock policy costs no look at
 * the entry: one trip. Any other is asked after a look at the entry whether it is created or
 * updated, and the write then insists that the entry is still the one seen: two trips, more on a
 * conflict.
 */
final class EntryChanges<K, V> {
  private final CacheParts<K, V> parts;

  EntryChanges(CacheParts<K, V> parts) {
    this.parts = parts;
  }

  /** Returns a write that stores a value, with the lives of a stock policy. */
  EntryWrite put(StoredValue value, boolean wantPrevious) {
    if (!parts.expiry().constant()) {
      return EntryWrite.put(value, Ttl.ETERNAL, Ttl.KEEP, wantPrevious);
    }
    ExpiryRules.Lives lives = parts.expiry().lives();
    return EntryWrite.put(value, lives.creation(), lives.update(), wantPrevious);
  }

  /** Makes a change. */
  WriteResult apply(Object key, EntryWrite write) {
    WriteResult result =
        write.removes() || parts.expiry().constant()
            ? parts.tier().write(key, write)
            : applyAsked(key, write);
    parts.guard().forget(parts.name(), key);
    return result;
  }

  /** Makes a change with the lives that it carries, whatever the policy says. */
  WriteResult applyAsGiven(Object key, EntryWrite write) {
    WriteResult result = parts.tier().write(key, write);
    parts.guard().forget(parts.name(), key);
    return result;
  }

  /**
   * Returns a write that stores what was loaded, unless anything happened to the entry since: to
   * the one found when the load was announced, or to the lease.
   */
  EntryWrite fill(StoredValue value, LoadLease lease, boolean wantPrevious) {
    TierEntry found = lease.entry();
    return found == null
        ? EntryWrite.put(value, parts.expiry().creation(), Ttl.KEEP, false).ifLeased(lease)
        : EntryWrite.put(value, Ttl.ZERO, parts.expiry().update(), wantPrevious)
            .ifStamp(found.stamp());
  }

  /**
   * Returns a write that ends a lease under which the source had nothing, and remembers it where
   * the cache does.
   */
  EntryWrite nothing(LoadLease lease) {
    return nothing().ifLeased(lease);
  }

  /** Returns a write that removes what the source has no more, as {@link #nothing(LoadLease)}. */
  EntryWrite nothing() {
    long ttl = parts.loading().negativeMillis();
    return ttl > 0 ? EntryWrite.absence(ttl) : EntryWrite.remove(false);
  }

  /** Ends a lease under which nothing is stored. */
  void release(Object key, LoadLease lease) {
    if (lease.granted()) {
      parts.tier().write(key, EntryWrite.remove(false).ifLeased(lease));
    }
  }

  /** Ends leases under which nothing is stored: in one trip. */
  void releaseAll(Map<Object, LoadLease> leases) {
    Map<Object, EntryWrite> releases = new HashMap<>();
    leases.forEach(
        (key, lease) -> {
          if (lease.granted()) {
            releases.put(key, EntryWrite.remove(false).ifLeased(lease));
          }
        });
    if (!releases.isEmpty()) {
      parts.tier().writeAll(releases);
    }
  }

  /** Makes changes of many keys: in one trip with a stock policy. */
  Map<Object, WriteResult> applyAll(Map<Object, EntryWrite> writes) {
    Map<Object, WriteResult> results = new HashMap<>();
    if (parts.expiry().constant() || writes.values().stream().allMatch(EntryWrite::removes)) {
      results.putAll(parts.tier().writeAll(writes));
      writes.keySet().forEach(key -> parts.guard().forget(parts.name(), key));
    } else {
      writes.forEach((key, write) -> results.put(key, apply(key, write)));
    }
    return results;
  }

  private WriteResult applyAsked(Object key, EntryWrite write) {
    while (true) {
      TierEntry seen = write.decides() ? parts.tier().findToDecide(key) : parts.tier().find(key);
      if (!meets(write, seen)) {
        return WriteResult.of(Outcome.REFUSED, seen.present() ? seen : null);
      }
      WriteResult result = parts.tier().write(key, asked(write, seen));
      if (result.outcome() != Outcome.REFUSED) {
        TierEntry previous = write.wantPrevious() && seen.present() ? seen : null;
        return new WriteResult(result.outcome(), previous, result.written());
      }
    }
  }

  private EntryWrite asked(EntryWrite write, TierEntry seen) {
    StoredValue value = Objects.requireNonNull(write.value());
    EntryWrite asked;
    if (seen.present()) {
      asked = EntryWrite.put(value, Ttl.ZERO, parts.expiry().update(), false).ifStamp(seen.stamp());
    } else {
      asked = EntryWrite.put(value, parts.expiry().creation(), Ttl.KEEP, false).ifAbsent();
    }
    asked = asked.tagged(write.tags());
    return write.decides() ? asked.deciding() : asked;
  }

  private boolean meets(EntryWrite write, TierEntry seen) {
    return switch (write.condition()) {
      case ANY -> true;
      case ABSENT -> !seen.present();
      case PRESENT -> seen.present();
      case STAMP -> seen.present() && seen.stamp() == write.expected();
      case EQUAL -> seen.present() && same(seen, write.expectedValue());
      case SEEN, LEASED -> throw new AssertionError("its life is known");
    };
  }

  private boolean same(TierEntry seen, @Nullable StoredValue expected) {
    return parts.values().same(seen.value(), Objects.requireNonNull(expected));
  }
}
