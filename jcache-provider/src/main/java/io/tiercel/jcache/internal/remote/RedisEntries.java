/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.internal.codec.UndecodableValueException;
import io.tiercel.jcache.internal.tier.StoredValue;
import io.tiercel.jcache.internal.tier.TierEntry;
import io.tiercel.jcache.spi.TierLevel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bytes in Redis to the entries of one cache. Safe for many threads. */
final class RedisEntries {
  private final RedisCache cache;
  private final Undecodable undecodable;

  RedisEntries(RedisCache cache) {
    this.cache = cache;
    this.undecodable = new Undecodable(cache.address().name(), cache.values().onUndecodable());
  }

  /** Returns the entry among what a read found, live or stale, or its absence. */
  TierEntry read(String entryKey, Map<String, byte[]> found, Epochs epochs) {
    byte[] stored = found.get(entryKey);
    if (stored == null || !epochs.known()) {
      return TierEntry.ABSENT;
    }
    EntryHeader header = EntryHeader.of(stored);
    if (header == null) {
      undecodable.report("it has no header of Tiercel's");
      return TierEntry.ABSENT;
    }
    if (header.epoch() != epochs.sum() || header.has(EntryHeader.LEASE)) {
      return TierEntry.ABSENT;
    }
    TagSection section = null;
    if (header.has(EntryHeader.TAGGED)) {
      section = TagSection.of(stored);
      if (section == null) {
        undecodable.report("its tags are malformed");
      }
      if (section == null || !section.stands(found::get)) {
        return TierEntry.ABSENT;
      }
    }
    if (header.has(EntryHeader.ABSENCE)) {
      return TierEntry.KNOWN_ABSENT;
    }
    TierEntry entry = decode(entryKey, header, stored, section);
    if (entry == null) {
      return TierEntry.ABSENT;
    }
    boolean past = header.has(EntryHeader.STAYS) && entry.expiredAt(cache.clock().millis());
    return past ? entry.asStale() : entry;
  }

  /** Returns the live entry that a script answered, or null where it answered none. */
  @Nullable TierEntry answered(String entryKey, byte[] stored) {
    EntryHeader header = EntryHeader.of(stored);
    return header == null || !tagsStand(header, stored)
        ? null
        : decode(entryKey, header, stored, TagSection.of(stored));
  }

  /** Tells whether an absence that a script answered is still known. One trip at most. */
  boolean answeredAbsence(byte[] stored) {
    EntryHeader header = EntryHeader.of(stored);
    return header != null && tagsStand(header, stored);
  }

  private boolean tagsStand(EntryHeader header, byte[] stored) {
    TagSection section = TagSection.of(stored);
    return section == null ? !header.has(EntryHeader.TAGGED) : cache.place().tags().stand(section);
  }

  private @Nullable TierEntry decode(
      String entryKey, EntryHeader header, byte[] stored, @Nullable TagSection section) {
    try {
      var encoded = cache.envelope().unwrap(header.value(stored), entryKey);
      StoredValue value = new StoredValue(cache.codecs().decode(encoded), encoded);
      long deadline = cache.time().server().toOwn(header.deadlineMillis());
      return TierEntry.of(value, header.stamp(), deadline, TierLevel.L2)
          .tagged(section == null ? null : section.tags());
    } catch (UndecodableValueException e) {
      undecodable.report(String.valueOf(e.getMessage()));
      return null;
    }
  }
}
