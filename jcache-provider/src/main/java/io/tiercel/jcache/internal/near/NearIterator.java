/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.near;

import io.tiercel.jcache.internal.tier.TierEntry;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The live entries of one cache. Not safe for many threads. */
final class NearIterator implements Iterator<Map.Entry<Object, TierEntry>> {
  private final Iterator<Map.Entry<Object, NearEntry>> all;
  private final Function<NearEntry, @Nullable TierEntry> live;
  private Map.@Nullable Entry<Object, TierEntry> next;

  NearIterator(
      Iterator<Map.Entry<Object, NearEntry>> all, Function<NearEntry, @Nullable TierEntry> live) {
    this.all = all;
    this.live = live;
  }

  @Override
  public boolean hasNext() {
    while (next == null && all.hasNext()) {
      Map.Entry<Object, NearEntry> candidate = all.next();
      TierEntry entry = live.apply(candidate.getValue());
      next = entry == null ? null : Map.entry(candidate.getKey(), entry);
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
