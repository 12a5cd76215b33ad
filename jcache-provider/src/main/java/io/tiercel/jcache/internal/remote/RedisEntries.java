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

  /** Returns the live entry among what a read found, or null. */
  @Nullable TierEntry read(String entryKey, Map<String, byte[]> found, Epochs epochs) {
    byte[] stored = found.get(entryKey);
    if (stored == null || !epochs.known()) {
      return null;
    }
    EntryHeader header = EntryHeader.of(stored);
    if (header == null) {
      undecodable.report("it has no header of Tiercel's");
      return null;
    }
    boolean live = header.epoch() == epochs.sum() && (header.flags() & EntryHeader.LEASE) == 0;
    if (!live || !header.tagged()) {
      return live ? decode(entryKey, header, stored) : null;
    }
    TagSection section = TagSection.of(stored);
    if (section == null) {
      undecodable.report("its tags are malformed");
      return null;
    }
    return section.stands(found) ? tagged(entryKey, header, stored, section) : null;
  }

  /** Returns the live entry that a script answered, or null where it answered none. */
  @Nullable TierEntry answered(String entryKey, byte[] stored) {
    EntryHeader header = EntryHeader.of(stored);
    if (header == null || !header.tagged()) {
      return header == null ? null : decode(entryKey, header, stored);
    }
    TagSection section = TagSection.of(stored);
    return section == null || !cache.place().tags().stand(section)
        ? null
        : tagged(entryKey, header, stored, section);
  }

  private @Nullable TierEntry tagged(
      String entryKey, EntryHeader header, byte[] stored, TagSection section) {
    TierEntry entry = decode(entryKey, header, stored);
    return entry == null ? null : entry.tagged(section.tags());
  }

  private @Nullable TierEntry decode(String entryKey, EntryHeader header, byte[] stored) {
    try {
      var encoded = cache.envelope().unwrap(header.value(stored), entryKey);
      StoredValue value = new StoredValue(cache.codecs().decode(encoded), encoded);
      long deadline = cache.time().server().toOwn(header.deadlineMillis());
      return TierEntry.of(value, header.stamp(), deadline, TierLevel.L2);
    } catch (UndecodableValueException e) {
      undecodable.report(String.valueOf(e.getMessage()));
      return null;
    }
  }
}
