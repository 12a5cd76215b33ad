/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

import io.tiercel.jcache.internal.tier.WriteResult.Outcome;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/** The tier of a cache that is switched off: it never holds anything. */
public final class OffTier implements Tier {
  @Override
  public TierEntry find(Object key) {
    return TierEntry.ABSENT;
  }

  @Override
  public Map<Object, TierEntry> findAll(Collection<Object> keys) {
    return Map.of();
  }

  @Override
  public TierEntry findAndTouch(Object key, long ttl) {
    return TierEntry.ABSENT;
  }

  @Override
  public void touch(Object key, TierEntry seen, long ttl) {}

  @Override
  public Map<Object, LoadLease> lease(Collection<Object> keys, boolean takeOver) {
    return LoadLease.forAll(keys, LoadLease.NONE);
  }

  @Override
  public EntryTags openTags(Collection<String> tags, long life) {
    return EntryTags.unknown(tags);
  }

  @Override
  public WriteResult write(Object key, EntryWrite write) {
    return WriteResult.of(
        switch (write.condition()) {
          case PRESENT, STAMP, SEEN, EQUAL, LEASED -> Outcome.REFUSED;
          case ANY, ABSENT -> write.removes() ? Outcome.ABSENT : Outcome.NOT_STORED;
        });
  }

  @Override
  public Map<Object, WriteResult> writeAll(Map<Object, EntryWrite> writes) {
    Map<Object, WriteResult> results = new HashMap<>();
    writes.forEach((key, write) -> results.put(key, write(key, write)));
    return results;
  }

  @Override
  public DropCount clear() {
    return DropCount.NONE;
  }

  @Override
  public DropCount forget() {
    return DropCount.NONE;
  }

  @Override
  public Iterator<Map.Entry<Object, TierEntry>> iterator() {
    return Collections.emptyIterator();
  }

  @Override
  public void close() {}
}
