/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.internal.tier.LoadLease;
import io.tiercel.jcache.internal.tier.TierEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The leases of one cache in Redis, each in the place of the entry that is loaded. Safe for many
 * threads.
 */
final class RedisLeases {
  private static final int GRANTED = 1;
  private static final int FOUND = 2;
  private static final int KNOWN_ABSENT = 4;

  private final RedisCache cache;
  private final RedisLink link;
  private final RedisEntries entries;
  private final RedisWrites writes;

  RedisLeases(RedisCache cache, RedisLink link, RedisEntries entries, RedisWrites writes) {
    this.cache = cache;
    this.link = link;
    this.entries = entries;
    this.writes = writes;
  }

  /** Some keys of one slot, and the stamps of their leases. */
  private record Group(List<Object> keys, List<Long> stamps) {}

  /** Announces loads. One trip, more where an entry that cannot be decoded is in the way. */
  Map<Object, LoadLease> take(Collection<Object> keys, boolean takeOver) {
    List<Group> groups = group(keys);
    List<ScriptCall> calls = groups.stream().map(group -> call(group, takeOver)).toList();
    List<List<Object>> replies = link.runAll(calls);
    Map<Object, LoadLease> answers = new HashMap<>();
    for (int i = 0; i < groups.size(); i++) {
      Group group = groups.get(i);
      for (int j = 0; j < group.keys().size(); j++) {
        Object key = group.keys().get(j);
        long code = (Long) replies.get(i).get(2 * j);
        byte[] present = (byte[]) replies.get(i).get(2 * j + 1);
        answers.put(
            key,
            switch ((int) code) {
              case GRANTED -> LoadLease.granted(group.stamps().get(j));
              case FOUND -> found(key, present, takeOver);
              case KNOWN_ABSENT -> absent(key, present);
              default -> LoadLease.TAKEN;
            });
      }
    }
    return answers;
  }

  /** Tells whether an entry that is still the one seen is to be loaded anew. One trip. */
  boolean refresh(Object key, TierEntry seen) {
    List<String> keys = new ArrayList<>(cache.epochs().inSlot());
    keys.add(cache.keys().entry(cache.keyTexts().id(key)));
    List<Object> arguments = new ArrayList<>(cache.epochs().arguments());
    arguments.add(EntryHeader.stampBytes(seen.stamp()));
    arguments.add(String.valueOf(cache.place().lease().plusMillis(999).toSeconds()));
    return (Long) link.run(LuaScript.REFRESH, keys, arguments.toArray()).get(0) == 1;
  }

  private LoadLease found(Object key, byte[] present, boolean takeOver) {
    String entryKey = cache.keys().entry(cache.keyTexts().id(key));
    TierEntry entry = entries.answered(entryKey, present);
    if (entry != null) {
      return LoadLease.found(entry);
    }
    writes.removeUndecodable(key, present);
    return take(List.of(key), takeOver).getOrDefault(key, LoadLease.NONE);
  }

  /** Takes an absence for nothing, one of whose tags was invalidated. */
  private LoadLease absent(Object key, byte[] present) {
    return entries.answeredAbsence(present)
        ? LoadLease.ABSENT
        : take(List.of(key), true).getOrDefault(key, LoadLease.NONE);
  }

  private List<Group> group(Collection<Object> keys) {
    List<Group> groups = new ArrayList<>();
    for (Object key : keys) {
      if (groups.isEmpty() || cache.place().spread()) {
        groups.add(new Group(new ArrayList<>(), new ArrayList<>()));
      }
      Group last = groups.get(groups.size() - 1);
      last.keys().add(key);
      last.stamps().add(cache.stamps().next());
    }
    return groups;
  }

  private ScriptCall call(Group group, boolean takeOver) {
    List<String> keys = new ArrayList<>(cache.epochs().inSlot());
    List<Object> arguments = new ArrayList<>(cache.epochs().arguments());
    arguments.add(String.valueOf(cache.place().lease().toMillis()));
    arguments.add(takeOver ? "1" : "0");
    for (Object key : group.keys()) {
      keys.add(cache.keys().entry(cache.keyTexts().id(key)));
    }
    group.stamps().forEach(stamp -> arguments.add(EntryHeader.stampBytes(stamp)));
    return ScriptCall.of(LuaScript.LEASE, keys, arguments.toArray());
  }
}
