/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.internal.codec.EncodedKey;
import io.tiercel.jcache.internal.codec.EncodedValue;
import io.tiercel.jcache.internal.tier.CacheAddress;
import io.tiercel.jcache.internal.tier.DropCount;
import io.tiercel.jcache.internal.tier.EntryLock;
import io.tiercel.jcache.internal.tier.EntryTags;
import io.tiercel.jcache.internal.tier.EntryWrite;
import io.tiercel.jcache.internal.tier.LoadLease;
import io.tiercel.jcache.internal.tier.Tier;
import io.tiercel.jcache.internal.tier.TierEntry;
import io.tiercel.jcache.internal.tier.TierFailure;
import io.tiercel.jcache.internal.tier.Ttl;
import io.tiercel.jcache.internal.tier.WriteResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A cache in Redis: one key for each entry, with its own native life. Reads are one MGET of the
 * entry and its epochs, writes one script that decides, changes and tells the other nodes. Safe for
 * many threads.
 */
final class RedisTier implements Tier, OutageJournal.Cure {
  private static final int PAGE = 100;

  private final RedisCache cache;
  private final RedisLink link;
  private final RedisEntries entries;
  private final RedisWrites writes;
  private final RedisLeases leases;

  RedisTier(RedisCache cache, RedisLink link) {
    this.cache = cache;
    this.link = link;
    this.entries = new RedisEntries(cache);
    this.writes = new RedisWrites(cache, link, entries);
    this.leases = new RedisLeases(cache, link, entries, writes);
  }

  @Override
  public TierEntry find(Object key) {
    return find(key, List.of());
  }

  @Override
  public TierEntry find(Object key, Collection<String> tags) {
    settle();
    String entryKey = entryKey(key);
    Map<String, byte[]> found = read(List.of(entryKey), cache.place().tags().keys(tags));
    return entries.read(entryKey, found, Epochs.of(cache.keys(), found));
  }

  @Override
  public Map<Object, TierEntry> findAll(Collection<Object> keys) {
    settle();
    Map<String, Object> byEntryKey = new LinkedHashMap<>(2 * keys.size());
    keys.forEach(key -> byEntryKey.put(entryKey(key), key));
    Map<String, byte[]> found = read(byEntryKey.keySet(), List.of());
    Epochs epochs = Epochs.of(cache.keys(), found);
    Map<Object, TierEntry> live = new HashMap<>(2 * keys.size());
    byEntryKey.forEach(
        (entryKey, key) -> {
          TierEntry entry = entries.read(entryKey, found, epochs);
          if (entry.present()) {
            live.put(key, entry);
          }
        });
    return live;
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
  public Map<Object, LoadLease> lease(Collection<Object> keys, boolean takeOver) {
    settle();
    return leases.take(keys, takeOver);
  }

  @Override
  public boolean refresh(Object key, TierEntry seen) {
    settle();
    return leases.refresh(key, seen);
  }

  /** What stays in Redis past its end has its tags as long. */
  @Override
  public EntryTags openTags(Collection<String> tags, long life) {
    settle();
    boolean ends = life != Ttl.ETERNAL;
    return cache.place().tags().open(tags, ends ? life + cache.values().staleMillis() : life);
  }

  @Override
  public EntryLock lock(Object key) {
    return RedisLock.take(cache, link, cache.keyTexts().id(key));
  }

  @Override
  public WriteResult write(Object key, EntryWrite write) {
    return Objects.requireNonNull(writeAll(Map.of(key, write)).get(key));
  }

  @Override
  public Map<Object, WriteResult> writeAll(Map<Object, EntryWrite> changes) {
    try {
      settle();
      return writes.write(changes);
    } catch (TierFailure e) {
      cache.journal().written(cache.address(), guessed(changes), this);
      throw e;
    }
  }

  @Override
  public DropCount clear() {
    try {
      settle();
      return cache.place().sweep().count(CountRequest.ofCache(cache.keys(), bump()));
    } catch (TierFailure e) {
      cache.journal().cleared(cache.address(), this);
      throw e;
    }
  }

  @Override
  public DropCount forget() {
    cache.epochs().doubt();
    return DropCount.NONE;
  }

  @Override
  public Iterator<Map.Entry<Object, TierEntry>> iterator() {
    settle();
    return new RedisIterator(link.scan(cache.keys().pattern()), this::page);
  }

  @Override
  public void close() {}

  /** Returns what the keys of entries hold, and the epochs: one trip, two for other tags. */
  private Map<String, byte[]> read(Collection<String> entryKeys, Collection<String> tagKeys) {
    List<String> wanted = new ArrayList<>(2 + entryKeys.size() + tagKeys.size());
    wanted.addAll(cache.keys().epochs());
    wanted.addAll(entryKeys);
    wanted.addAll(tagKeys);
    Map<String, byte[]> found = link.get(wanted);
    cache.epochs().seen(found);
    return cache.place().tags().complete(found, entryKeys);
  }

  private Map<Object, TierEntry> page(Iterator<String> keys) {
    List<Object> page = new ArrayList<>(PAGE);
    while (page.size() < PAGE && keys.hasNext()) {
      String key = keys.next();
      if (cache.keys().isEntry(key)) {
        page.add(cache.keyTexts().canonicalOf(cache.keys().idOf(key)));
      }
    }
    if (page.isEmpty()) {
      return Map.of();
    }
    Map<Object, TierEntry> named = new HashMap<>();
    findAll(page).forEach((key, entry) -> named.put(named(key, entry), entry));
    return named;
  }

  /** Returns a key with the text that its entry knows of it. */
  private static Object named(Object key, TierEntry entry) {
    EncodedValue encoded = entry.value().encoded();
    return key instanceof EncodedKey hashed && encoded != null
        ? new EncodedKey(hashed.id(), encoded.name())
        : key;
  }

  /** Nothing is noted where this fails: an entry whose life was not moved only ends earlier. */
  private TierEntry touch(Object key, byte[] stamp, long ttl) {
    settle();
    List<String> keys = new ArrayList<>(cache.epochs().inSlot());
    keys.add(entryKey(key));
    List<Object> arguments = new ArrayList<>(cache.epochs().arguments());
    arguments.add(String.valueOf(ttl));
    arguments.add(stamp);
    arguments.addAll(cache.told(entryKey(key)));
    arguments.add(message(key, cache.stamps().next()));
    byte[] stored = (byte[]) link.run(LuaScript.TOUCH, keys, arguments.toArray()).get(0);
    TierEntry entry = stored.length == 0 ? null : entries.answered(entryKey(key), stored);
    return entry == null ? TierEntry.ABSENT : entry;
  }

  /**
   * Returns the keys of changes that are taken for made even where the server does not answer. One
   * that decides is not: what the server holds is the truth whether or not it landed.
   */
  private static List<Object> guessed(Map<Object, EntryWrite> changes) {
    return changes.entrySet().stream()
        .filter(change -> !change.getValue().decides())
        .map(Map.Entry::getKey)
        .toList();
  }

  private void settle() {
    cache.journal().settle(cache.address());
    cache.journal().settle(cache.place().tags().scope());
    if (cache.address().tenant() != null) {
      cache.journal().settle(cache.address().tenant());
    }
  }

  @Override
  public void removeWritten(List<Object> keys) {
    Map<Object, EntryWrite> removals = new LinkedHashMap<>();
    keys.forEach(key -> removals.put(key, EntryWrite.remove(false)));
    writes.write(removals);
  }

  @Override
  public void beginEpoch() {
    bump();
  }

  /** Begins a new epoch; returns the one before. */
  private byte[] bump() {
    String name = cache.address().name();
    Message message = new Message(Message.Kind.CACHE, cache.stamps().next(), name, "");
    String epoch = cache.keys().epoch();
    List<Object> arguments = new ArrayList<>(cache.told(epoch));
    arguments.add(message.toBytes());
    arguments.add("0");
    List<Object> reply = link.run(LuaScript.BUMP, List.of(epoch), arguments.toArray());
    cache.epochs().doubt();
    cache.epochs().advance(epoch, Epochs.number((byte[]) reply.get(0)));
    return (byte[]) reply.get(1);
  }

  private byte[] message(Object key, long stamp) {
    CacheAddress address = cache.address();
    String id = cache.keyTexts().id(key);
    return new Message(Message.Kind.ENTRY, stamp, address.name(), id).toBytes();
  }

  private String entryKey(Object key) {
    return cache.keys().entry(cache.keyTexts().id(key));
  }
}
