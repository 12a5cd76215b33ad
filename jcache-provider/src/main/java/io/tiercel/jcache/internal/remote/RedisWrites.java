/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.internal.tier.EntryWrite;
import io.tiercel.jcache.internal.tier.EntryWrite.Condition;
import io.tiercel.jcache.internal.tier.StoredValue;
import io.tiercel.jcache.internal.tier.TierEntry;
import io.tiercel.jcache.internal.tier.Ttl;
import io.tiercel.jcache.internal.tier.WriteResult;
import io.tiercel.jcache.internal.tier.WriteResult.Outcome;
import io.tiercel.jcache.spi.TierLevel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The writes of one cache in Redis: in one script whatever they have in common, in one trip
 * whatever they have not. Safe for many threads.
 */
final class RedisWrites {
  private static final int NO_ROOM = 7;

  private final RedisCache cache;
  private final RedisLink link;
  private final RedisEntries entries;

  RedisWrites(RedisCache cache, RedisLink link, RedisEntries entries) {
    this.cache = cache;
    this.link = link;
    this.entries = entries;
  }

  /** Writes that travel in one script. */
  private record Group(WriteShape shape, List<Object> keys, WriteArguments arguments) {}

  /** What decides that writes travel in one script: in a cluster only those of one slot do. */
  private record GroupKey(WriteShape shape, @Nullable Object key) {}

  /** Makes the changes. One trip, more where equal values have other bytes. */
  Map<Object, WriteResult> write(Map<Object, EntryWrite> writes) {
    long now = cache.clock().millis();
    List<Group> groups = group(writes, now);
    List<List<Object>> replies = run(groups, writes);
    Map<Object, WriteResult> results = new HashMap<>();
    for (int i = 0; i < groups.size(); i++) {
      Group group = groups.get(i);
      WriteReply reply = new WriteReply(replies.get(i));
      for (int j = 0; j < group.keys().size(); j++) {
        Object key = group.keys().get(j);
        WriteReply part = reply.part(j);
        EntryWrite write = Objects.requireNonNull(writes.get(key));
        WriteResult result = result(key, write, part, group.arguments().stamp(j), now);
        results.put(key, settled(key, write, result, part.entry(0)));
      }
    }
    return results;
  }

  /** Sends the changes, and once more where the answer is lost and what became of them shows. */
  private List<List<Object>> run(List<Group> groups, Map<Object, EntryWrite> writes) {
    List<List<String>> keys = groups.stream().map(group -> addAll(group, writes)).toList();
    boolean shows = writes.values().stream().noneMatch(write -> write.condition() == Condition.ANY);
    List<ScriptCall> calls = calls(groups, keys, false);
    return shows
        ? link.runAll(
            calls,
            () -> calls(groups, keys, true),
            replies -> replies.stream().noneMatch(RedisWrites::unknown))
        : link.runAll(calls);
  }

  private static List<ScriptCall> calls(
      List<Group> groups, List<List<String>> keys, boolean again) {
    List<ScriptCall> calls = new ArrayList<>(groups.size());
    for (int i = 0; i < groups.size(); i++) {
      calls.add(groups.get(i).arguments().toCall(keys.get(i), again));
    }
    return calls;
  }

  private static boolean unknown(List<Object> reply) {
    WriteReply replies = new WriteReply(reply);
    for (int i = 0; i < replies.size(); i++) {
      if (replies.code(i) == WriteReply.UNKNOWN) {
        return true;
      }
    }
    return false;
  }

  private List<Group> group(Map<Object, EntryWrite> writes, long now) {
    Map<GroupKey, Group> groups = new LinkedHashMap<>();
    Group last = null;
    for (Map.Entry<Object, EntryWrite> each : writes.entrySet()) {
      Object key = each.getKey();
      WriteShape shape = WriteShape.of(each.getValue());
      if (last == null || cache.place().spread() || !last.shape().equals(shape)) {
        last =
            groups.computeIfAbsent(
                new GroupKey(shape, cache.place().spread() ? key : null),
                unused ->
                    new Group(
                        shape,
                        new ArrayList<>(),
                        new WriteArguments(cache, shape, entryKey(key), now)));
      }
      last.keys().add(key);
    }
    return List.copyOf(groups.values());
  }

  /** Adds the changes to the arguments of their group, and returns its keys. */
  private List<String> addAll(Group group, Map<Object, EntryWrite> writes) {
    List<String> keys = new ArrayList<>(cache.epochs().inSlot());
    for (Object key : group.keys()) {
      String entryKey = entryKey(key);
      keys.add(entryKey);
      EntryWrite write = Objects.requireNonNull(writes.get(key));
      group.arguments().add(key, entryKey, write, cache.stamps().next());
    }
    return keys;
  }

  /**
   * Returns the result, of another write where this one was refused for bytes alone: what is equal
   * though its bytes differ is replaced by stamp, and what cannot be decoded is absent for readers,
   * so for writers too.
   */
  private WriteResult settled(Object key, EntryWrite write, WriteResult result, byte[] present) {
    TierEntry entry = result.entry();
    if (result.outcome() != Outcome.REFUSED || present.length == 0) {
      return result;
    }
    if (write.condition() == Condition.ABSENT && entry == null) {
      removeUndecodable(key, present);
      return one(key, write);
    }
    return write.condition() == Condition.EQUAL && entry != null
        ? writeIfEqual(key, write, result)
        : result;
  }

  private WriteResult writeIfEqual(Object key, EntryWrite write, WriteResult refused) {
    StoredValue expected = Objects.requireNonNull(write.expectedValue());
    WriteResult result = refused;
    while (result.outcome() == Outcome.REFUSED) {
      TierEntry present = result.entry();
      if (present == null || !cache.form().same(present.value(), expected)) {
        return result;
      }
      result = one(key, write.ifStamp(present.stamp()));
    }
    return result;
  }

  /** Removes an entry that cannot be decoded, if it is still there. */
  void removeUndecodable(Object key, byte[] present) {
    EntryHeader header = Objects.requireNonNull(EntryHeader.of(present));
    one(key, EntryWrite.remove(false).ifStamp(header.stamp()));
  }

  private WriteResult one(Object key, EntryWrite write) {
    return Objects.requireNonNull(write(Map.of(key, write)).get(key));
  }

  private WriteResult result(Object key, EntryWrite write, WriteReply reply, long stamp, long now) {
    Outcome outcome = outcome(reply.code(0), write);
    if (reply.code(0) == NO_ROOM) {
      link.refusals().met(RedisFault.NO_ROOM, Messages.noRoom());
    }
    byte[] before = reply.entry(0);
    byte[] kept = reply.deadline(0);
    TierEntry entry = before.length == 0 ? null : entries.answered(entryKey(key), before);
    StoredValue value = write.value();
    TierEntry written = null;
    if (value != null && (outcome == Outcome.CREATED || outcome == Outcome.UPDATED)) {
      long ttl = outcome == Outcome.CREATED ? write.createTtl() : write.updateTtl();
      long deadline =
          kept.length == 0
              ? Ttl.deadline(ttl, now)
              : cache.time().server().toOwn(EntryHeader.deadline(kept, 0));
      written = TierEntry.of(value, stamp, deadline, TierLevel.L2).tagged(write.tags());
    }
    return new WriteResult(outcome, entry, written);
  }

  private String entryKey(Object key) {
    return cache.keys().entry(cache.keyTexts().id(key));
  }

  private static Outcome outcome(int code, EntryWrite write) {
    return switch (code) {
      case 1 -> write.remembersAbsence() ? Outcome.REMEMBERED_ABSENT : Outcome.CREATED;
      case 2 -> Outcome.UPDATED;
      case 3 -> Outcome.REMOVED;
      case 4 -> Outcome.EXPIRED;
      case 5, 7 -> Outcome.NOT_STORED;
      case 6 -> Outcome.ABSENT;
      default -> Outcome.REFUSED;
    };
  }
}
