/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.internal.tier.TierEntry;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;

/**
 * The entries of a cache, read page by page while the keys are scanned. A scan may return a key
 * twice; the entry is returned once. Not safe for many threads.
 */
final class RedisIterator implements Iterator<Map.Entry<Object, TierEntry>> {
  private final Iterator<String> scan;
  private final Function<Iterator<String>, Map<Object, TierEntry>> pages;
  private final Set<Object> returned = new HashSet<>();
  private Iterator<Map.Entry<Object, TierEntry>> page = Collections.emptyIterator();
  private Map.Entry<Object, TierEntry> next = NONE;

  private static final Map.Entry<Object, TierEntry> NONE = Map.entry("", TierEntry.ABSENT);

  RedisIterator(Iterator<String> scan, Function<Iterator<String>, Map<Object, TierEntry>> pages) {
    this.scan = scan;
    this.pages = pages;
  }

  @Override
  public boolean hasNext() {
    while (next == NONE) {
      if (page.hasNext()) {
        Map.Entry<Object, TierEntry> candidate = page.next();
        if (returned.add(candidate.getKey())) {
          next = candidate;
        }
      } else if (scan.hasNext()) {
        page = pages.apply(scan).entrySet().iterator();
      } else {
        return false;
      }
    }
    return true;
  }

  @Override
  public Map.Entry<Object, TierEntry> next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no further entry");
    }
    Map.Entry<Object, TierEntry> current = next;
    next = NONE;
    return current;
  }
}
