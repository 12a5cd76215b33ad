/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.cache.Cache;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;

/**
 * A source in memory, loader and writer at once, that writes down each call and fails for the keys
 * it is told to. Of many entries it writes those before the first failing key, in the order of the
 * keys.
 */
final class Source implements CacheLoader<String, String>, CacheWriter<String, String> {
  private final Map<String, String> rows = new ConcurrentHashMap<>();
  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private final Set<String> broken = ConcurrentHashMap.newKeySet();

  /** Makes every call for a key fail. */
  Source failOn(String key) {
    broken.add(key);
    return this;
  }

  /** Makes every call succeed again. */
  void heal() {
    broken.clear();
  }

  Source row(String key, String value) {
    rows.put(key, value);
    return this;
  }

  /** Returns the rows by key. */
  Map<String, String> rows() {
    return new TreeMap<>(rows);
  }

  /** Returns the calls since the last call of this method, such as {@code write a=1}. */
  List<String> takeCalls() {
    synchronized (calls) {
      List<String> taken = List.copyOf(calls);
      calls.clear();
      return taken;
    }
  }

  @Override
  public @Nullable String load(String key) {
    calls.add("load " + key);
    check(key);
    return rows.get(key);
  }

  @Override
  public Map<String, String> loadAll(Iterable<? extends String> keys) {
    Map<String, String> loaded = new HashMap<>();
    List<String> sorted = new ArrayList<>();
    keys.forEach(sorted::add);
    Collections.sort(sorted);
    calls.add("loadAll " + String.join(",", sorted));
    for (String key : sorted) {
      check(key);
      String row = rows.get(key);
      if (row != null) {
        loaded.put(key, row);
      }
    }
    return loaded;
  }

  @Override
  public void write(Cache.Entry<? extends String, ? extends String> entry) {
    calls.add("write " + entry.getKey() + "=" + entry.getValue());
    check(entry.getKey());
    rows.put(entry.getKey(), entry.getValue());
  }

  @Override
  public void writeAll(Collection<Cache.Entry<? extends String, ? extends String>> entries) {
    if (entries.isEmpty()) {
      calls.add("writeAll nothing");
    }
    Map<String, Cache.Entry<? extends String, ? extends String>> sorted = new TreeMap<>();
    entries.forEach(entry -> sorted.put(entry.getKey(), entry));
    for (Map.Entry<String, Cache.Entry<? extends String, ? extends String>> each :
        new LinkedHashMap<>(sorted).entrySet()) {
      write(each.getValue());
      entries.remove(each.getValue());
    }
  }

  @Override
  public void delete(Object key) {
    calls.add("delete " + key);
    check(key);
    rows.remove(key);
  }

  @Override
  public void deleteAll(Collection<?> keys) {
    if (keys.isEmpty()) {
      calls.add("deleteAll nothing");
    }
    List<Object> sorted = new ArrayList<>(keys);
    sorted.sort(null);
    for (Iterator<Object> each = sorted.iterator(); each.hasNext(); ) {
      Object key = each.next();
      delete(key);
      keys.remove(key);
    }
  }

  private void check(Object key) {
    if (broken.contains(key)) {
      throw new IllegalStateException("the source is down for " + key);
    }
  }
}
