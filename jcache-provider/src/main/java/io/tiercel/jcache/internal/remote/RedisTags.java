/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.internal.tier.EntryTags;
import io.tiercel.jcache.internal.tier.TagScope;
import io.tiercel.jcache.internal.tier.Ttl;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The tags of the entries of one cache: an epoch each, that an invalidation moves. Where it is
 * missing its entries are absent, so it may go once they all have. Safe for many threads.
 */
final class RedisTags {
  private static final long LEAST_LIFE_MILLIS = TimeUnit.DAYS.toMillis(1);
  private static final long LONGEST_LIFE_MILLIS = TimeUnit.DAYS.toMillis(10_000);

  private final RedisLink link;
  private final TagScope scope;

  RedisTags(RedisLink link, TagScope scope) {
    this.link = link;
    this.scope = scope;
  }

  /** Names the tags. */
  TagScope scope() {
    return scope;
  }

  List<String> keys(Collection<String> tags) {
    return scope.keys(tags);
  }

  /**
   * Returns how tags stand; those without an epoch get one. One trip.
   *
   * @param life how long an entry with these tags lives, {@link Ttl#ETERNAL} for ever
   */
  EntryTags open(Collection<String> tags, long life) {
    List<String> keys = scope.keys(tags);
    boolean ends = life != Ttl.ETERNAL && life < LONGEST_LIFE_MILLIS;
    String least = ends ? Long.toString(Math.max(life, LEAST_LIFE_MILLIS)) : "-1";
    List<List<String>> slots =
        link.isCluster() ? keys.stream().map(List::of).toList() : List.of(keys);
    long sum = 0;
    for (List<Object> epochs :
        link.runAll(
            slots.stream().map(slot -> ScriptCall.of(LuaScript.TAGS, slot, least)).toList())) {
      for (Object epoch : epochs) {
        sum += Epochs.number((byte[]) epoch);
      }
    }
    return new EntryTags(keys, (int) sum, EntryTags.EVER);
  }

  /** Adds to what a read found the epochs of the tags of the entries in it. One trip at most. */
  Map<String, byte[]> complete(Map<String, byte[]> found, Collection<String> entryKeys) {
    Set<String> missing = null;
    for (String entryKey : entryKeys) {
      byte[] stored = found.get(entryKey);
      if (stored == null || !EntryHeader.isTagged(stored)) {
        continue; // as most are
      }
      TagSection section = TagSection.of(stored);
      if (section != null) {
        missing = missing == null ? new LinkedHashSet<>() : missing;
        missing.addAll(section.tags().keys());
      }
    }
    if (missing == null || found.keySet().containsAll(missing)) {
      return found;
    }
    missing.removeAll(found.keySet());
    Map<String, byte[]> all = new HashMap<>(found);
    all.putAll(link.get(missing));
    return all;
  }

  /** Tells whether the tags of an entry that a script answered stand. One trip at most. */
  boolean stand(TagSection section) {
    return section.judged() || section.stands(link.get(section.tags().keys())::get);
  }
}
