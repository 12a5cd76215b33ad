/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.near;

import io.tiercel.jcache.internal.tier.TierEntry;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The live entries of one cache among those of all caches. Not safe for many threads. */
final class NearIterator implements Iterator<Map.Entry<Object, TierEntry>> {
  private final Iterator<Map.Entry<NearKey, NearEntry>> all;
  private final int cache;
  private final BiFunction<NearKey, NearEntry, @Nullable TierEntry> live;
  private Map.@Nullable Entry<Object, TierEntry> next;

  NearIterator(
      Iterator<Map.Entry<NearKey, NearEntry>> all,
      int cache,
      BiFunction<NearKey, NearEntry, @Nullable TierEntry> live) {
    this.all = all;
    this.cache = cache;
    this.live = live;
  }

  @Override
  public boolean hasNext() {
    while (next == null && all.hasNext()) {
      Map.Entry<NearKey, NearEntry> candidate = all.next();
      if (candidate.getKey().cache() == cache) {
        TierEntry entry = live.apply(candidate.getKey(), candidate.getValue());
        next = entry == null ? null : Map.entry(candidate.getKey().key(), entry);
      }
    }
    return next != null;
  }

  @Override
  public Map.Entry<Object, TierEntry> next() {
    Map.Entry<Object, TierEntry> current = hasNext() ? next : null;
    if (current == null) {
      throw new NoSuchElementException("no further entry");
    }
    next = null;
    return current;
  }
}
