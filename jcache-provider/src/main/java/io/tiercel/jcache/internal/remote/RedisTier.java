/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.internal.codec.UndecodableValueException;
import io.tiercel.jcache.internal.tier.CacheAddress;
import io.tiercel.jcache.internal.tier.EntryWrite;
import io.tiercel.jcache.internal.tier.EntryWrite.Condition;
import io.tiercel.jcache.internal.tier.StoredValue;
import io.tiercel.jcache.internal.tier.Tier;
import io.tiercel.jcache.internal.tier.TierEntry;
import io.tiercel.jcache.internal.tier.TierFailure;
import io.tiercel.jcache.internal.tier.Ttl;
import io.tiercel.jcache.internal.tier.WriteResult;
import io.tiercel.jcache.internal.tier.WriteResult.Outcome;
import io.tiercel.jcache.spi.TierLevel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A cache in Redis: one key for each entry, with its own native life. Reads are one MGET of the
 * entry and its epochs, writes one script that decides, changes and tells the other nodes. Safe for
 * many threads.
 */
final class RedisTier implements Tier {
  private static final int PAGE = 100;
  private static final String PUBLISH = "PUBLISH";

  private final RedisCache cache;
  private final RedisLink link;
  private final Undecodable undecodable;

  RedisTier(RedisCache cache, RedisLink link) {
    this.cache = cache;
    this.link = link;
    this.undecodable = new Undecodable(cache.address().name());
  }

  @Override
  public TierEntry find(Object key) {
    cache.journal().settle();
    String entryKey = entryKey(key);
    Map<String, byte[]> found = link.get(with(cache.keys().epochs(), entryKey));
    Epochs epochs = Epochs.of(cache.keys(), found);
    TierEntry entry = decode(found.get(entryKey), epochs);
    return entry == null ? TierEntry.absent(epochs.token()) : entry;
  }

  @Override
  public Map<Object, TierEntry> findAll(Collection<Object> keys) {
    cache.journal().settle();
    Map<String, Object> byEntryKey = new LinkedHashMap<>();
    keys.forEach(key -> byEntryKey.put(entryKey(key), key));
    List<String> wanted = new ArrayList<>(cache.keys().epochs());
    wanted.addAll(byEntryKey.keySet());
    Map<String, byte[]> found = link.get(wanted);
    Epochs epochs = Epochs.of(cache.keys(), found);
    Map<Object, TierEntry> entries = new HashMap<>();
    byEntryKey.forEach(
        (entryKey, key) -> {
          TierEntry entry = decode(found.get(entryKey), epochs);
          if (entry != null) {
            entries.put(key, entry);
          }
        });
    return entries;
  }

  @Override
  public TierEntry findAndTouch(Object key, long ttl) {
    return touch(key, new byte[0], ttl);
  }

  @Override
  public void touch(Object key, TierEntry seen, long ttl) {
    touch(key, EntryHeader.stampBytes(seen.stamp()), ttl);
  }

  @Override
  public WriteResult write(Object key, EntryWrite write) {
    return Objects.requireNonNull(writeAll(Map.of(key, write)).get(key));
  }

  @Override
  public Map<Object, WriteResult> writeAll(Map<Object, EntryWrite> writes) {
    Map<WriteShape, List<Object>> groups = new LinkedHashMap<>();
    Map<Object, WriteResult> results = new HashMap<>();
    writes.forEach(
        (key, write) -> {
          if (write.condition() == Condition.EQUAL) {
            results.put(key, writeIfEqual(key, write));
          } else {
            groups.computeIfAbsent(WriteShape.of(write), shape -> new ArrayList<>()).add(key);
          }
        });
    groups.forEach((shape, keys) -> results.putAll(writeGroup(shape, keys, writes)));
    return results;
  }

  @Override
  public void clear() {
    journalled(
        () -> {
          bump();
          return true;
        });
  }

  @Override
  public void forget() {}

  @Override
  public Iterator<Map.Entry<Object, TierEntry>> iterator() {
    cache.journal().settle();
    return new RedisIterator(link.scan(cache.keys().pattern()), this::page);
  }

  @Override
  public void close() {}

  private Map<Object, TierEntry> page(Iterator<String> keys) {
    List<Object> page = new ArrayList<>(PAGE);
    while (page.size() < PAGE && keys.hasNext()) {
      String key = keys.next();
      if (cache.keys().isEntry(key)) {
        page.add(cache.keyTexts().canonicalOf(cache.keys().idOf(key)));
      }
    }
    return page.isEmpty() ? Map.of() : findAll(page);
  }

  /** Nothing is noted where this fails: an entry whose life was not moved only ends earlier. */
  private TierEntry touch(Object key, byte[] stamp, long ttl) {
    cache.journal().settle();
    List<Object> reply =
        link.run(
            LuaScript.TOUCH,
            with(cache.keys().epochs(), entryKey(key)),
            String.valueOf(ttl),
            stamp,
            cache.channel(),
            PUBLISH,
            message(key, cache.stamps().next()));
    byte[] stored = (byte[]) reply.get(0);
    TierEntry entry = stored.length == 0 ? null : decode(stored);
    return entry == null ? TierEntry.absent(Epochs.of((byte[]) reply.get(1)).token()) : entry;
  }

  /** Compares bytes first, in one trip; only if they differ, equals, and then by stamp. */
  private WriteResult writeIfEqual(Object key, EntryWrite write) {
    StoredValue expected = Objects.requireNonNull(write.expectedValue());
    WriteShape shape = WriteShape.of(write);
    WriteResult result =
        Objects.requireNonNull(writeGroup(shape, List.of(key), Map.of(key, write)).get(key));
    while (result.outcome() == Outcome.REFUSED) {
      TierEntry present = result.entry();
      if (present == null || !cache.form().same(present.value(), expected)) {
        return result;
      }
      result = write(key, write.ifStamp(present.stamp()));
    }
    return result;
  }

  private Map<Object, WriteResult> writeGroup(
      WriteShape shape, List<Object> keys, Map<Object, EntryWrite> writes) {
    long now = cache.clock().millis();
    WriteArguments arguments = new WriteArguments(cache, shape, now);
    List<String> redisKeys = new ArrayList<>(cache.keys().epochs());
    for (Object key : keys) {
      EntryWrite write = Objects.requireNonNull(writes.get(key));
      long stamp = cache.stamps().next();
      redisKeys.add(entryKey(key));
      arguments.add(write, stamp, message(key, stamp));
    }
    List<Object> reply =
        journalled(() -> link.run(LuaScript.WRITE, redisKeys, arguments.toArray()));
    Map<Object, WriteResult> results = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      Object key = keys.get(i);
      EntryWrite write = Objects.requireNonNull(writes.get(key));
      List<Object> answer = reply.subList(3 * i, 3 * i + 3);
      WriteResult result = result(write, answer, arguments.stamp(i), now);
      boolean hidden = refusedByUndecodable(write, result, (byte[]) answer.get(1));
      results.put(key, hidden ? writeAnew(key, write, (byte[]) answer.get(1)) : result);
    }
    return results;
  }

  private static boolean refusedByUndecodable(EntryWrite write, WriteResult result, byte[] before) {
    boolean wantsNone =
        write.condition() == Condition.ABSENT || write.condition() == Condition.ABSENT_IN_EPOCH;
    return wantsNone
        && result.outcome() == Outcome.REFUSED
        && before.length > 0
        && result.entry() == null;
  }

  /** What cannot be decoded is absent for readers, so for writers too: it goes, and once more. */
  private WriteResult writeAnew(Object key, EntryWrite write, byte[] undecodable) {
    EntryHeader header = Objects.requireNonNull(EntryHeader.of(undecodable));
    write(key, EntryWrite.remove(false).ifStamp(header.stamp()));
    return write(key, write);
  }

  private WriteResult result(EntryWrite write, List<Object> reply, long stamp, long now) {
    Outcome outcome = outcome((Long) reply.get(0));
    byte[] before = (byte[]) reply.get(1);
    byte[] kept = (byte[]) reply.get(2);
    TierEntry entry = before.length == 0 ? null : decode(before);
    StoredValue value = write.value();
    TierEntry written = null;
    if (value != null && (outcome == Outcome.CREATED || outcome == Outcome.UPDATED)) {
      long ttl = outcome == Outcome.CREATED ? write.createTtl() : write.updateTtl();
      long deadline =
          kept.length == 0
              ? Ttl.deadline(ttl, now)
              : link.clock().toOwn(EntryHeader.deadline(kept, 0));
      written = TierEntry.of(value, stamp, deadline, TierLevel.L2);
    }
    return new WriteResult(outcome, entry, written);
  }

  private static Outcome outcome(long code) {
    return switch ((int) code) {
      case 1 -> Outcome.CREATED;
      case 2 -> Outcome.UPDATED;
      case 3 -> Outcome.REMOVED;
      case 4 -> Outcome.EXPIRED;
      case 5 -> Outcome.NOT_STORED;
      case 6 -> Outcome.ABSENT;
      default -> Outcome.REFUSED;
    };
  }

  /** Makes a change; where the server does not answer, the cache is noted to be cleared later. */
  private <T> T journalled(Supplier<T> change) {
    try {
      cache.journal().settle();
      return change.get();
    } catch (TierFailure e) {
      cache.journal().add(cache.keys(), this::bump);
      throw e;
    }
  }

  private void bump() {
    String name = cache.address().name();
    Message message = new Message(Message.Kind.CACHE, cache.stamps().next(), name, "");
    link.run(
        LuaScript.BUMP, List.of(cache.keys().epoch()), cache.channel(), PUBLISH, message.toBytes());
  }

  private @Nullable TierEntry decode(byte @Nullable [] stored, Epochs epochs) {
    if (stored == null || !epochs.known()) {
      return null;
    }
    EntryHeader header = EntryHeader.of(stored);
    if (header == null) {
      undecodable.report("it has no header of Tiercel's");
      return null;
    }
    boolean live = header.epoch() == epochs.sum() && (header.flags() & EntryHeader.LEASE) == 0;
    return live ? decode(header, stored) : null;
  }

  private @Nullable TierEntry decode(byte[] stored) {
    EntryHeader header = EntryHeader.of(stored);
    return header == null ? null : decode(header, stored);
  }

  private @Nullable TierEntry decode(EntryHeader header, byte[] stored) {
    try {
      var encoded = header.value(stored);
      StoredValue value = new StoredValue(cache.codecs().decode(encoded), encoded);
      long deadline = link.clock().toOwn(header.deadlineMillis());
      return TierEntry.of(value, header.stamp(), deadline, TierLevel.L2);
    } catch (UndecodableValueException e) {
      undecodable.report(String.valueOf(e.getMessage()));
      return null;
    }
  }

  private byte[] message(Object key, long stamp) {
    CacheAddress address = cache.address();
    String id = cache.keyTexts().id(key);
    return new Message(Message.Kind.ENTRY, stamp, address.name(), id).toBytes();
  }

  private String entryKey(Object key) {
    return cache.keys().entry(cache.keyTexts().id(key));
  }

  private static List<String> with(List<String> epochs, String entryKey) {
    List<String> keys = new ArrayList<>(epochs);
    keys.add(entryKey);
    return keys;
  }
}
