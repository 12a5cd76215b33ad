/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How the scripts of one cache come to know its epochs. Those that stand in the slot of the entries
 * they read themselves. In a cluster the others are told to them as this node last read them, which
 * is never longer ago than a second: what is written meanwhile by a node that has not heard of a
 * clear counts as written before it. Safe for many threads.
 */
final class CacheEpochs {
  private static final long FRESH_MILLIS = 1_000;
  private static final long LOWER = 0xFFFF_FFFFL;

  private final RedisLink link;
  private final List<String> inSlot;
  private final List<String> elsewhere;
  private final Map<String, Long> known;
  private volatile long freshUntilMillis;

  CacheEpochs(RedisLink link, RedisKeys keys) {
    this.link = link;
    this.inSlot = link.isCluster() ? keys.epochsInSlot() : keys.epochs();
    this.elsewhere = keys.epochs().stream().filter(key -> !inSlot.contains(key)).toList();
    this.known = elsewhere.isEmpty() ? Map.of() : new ConcurrentHashMap<>();
  }

  /** Returns the keys that every script is given. */
  List<String> inSlot() {
    return inSlot;
  }

  /**
   * Returns the first two arguments of every script. No trip where all epochs are in the slot, or
   * where the others were read within the last second.
   */
  List<String> arguments() {
    return List.of(Integer.toString(inSlot.size()), sumElsewhere());
  }

  private String sumElsewhere() {
    if (elsewhere.isEmpty()) {
      return "0";
    }
    if (link.clock().millis() >= freshUntilMillis) {
      read();
    }
    return Long.toString(known.values().stream().mapToLong(Long::longValue).sum() & LOWER);
  }

  /** Takes note of what a read found. */
  void seen(Map<String, byte[]> found) {
    if (elsewhere.isEmpty()) {
      return;
    }
    boolean all = true;
    for (String key : elsewhere) {
      long epoch = Epochs.number(found.get(key));
      advance(key, epoch);
      all &= epoch != 0;
    }
    if (all) {
      fresh();
    }
  }

  /** Takes note of an epoch that began. */
  void advance(String key, long epoch) {
    if (epoch != 0 && elsewhere.contains(key)) {
      known.merge(key, epoch, Math::max);
    }
  }

  /** Has the epochs read again before the next script runs: one of them may have begun anew. */
  void doubt() {
    freshUntilMillis = 0;
  }

  private void read() {
    Map<String, byte[]> found = new HashMap<>(link.get(elsewhere));
    for (String key : elsewhere) {
      if (Epochs.number(found.get(key)) == 0) {
        found.put(key, (byte[]) link.run(LuaScript.OPEN, List.of(key), "1", "0").get(0));
      }
    }
    seen(found);
  }

  private void fresh() {
    freshUntilMillis = link.clock().millis() + FRESH_MILLIS;
  }
}
