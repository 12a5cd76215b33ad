/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.near;

import io.tiercel.jcache.internal.codec.KeyCodec;
import io.tiercel.jcache.internal.tier.CacheAddress;
import io.tiercel.jcache.internal.tier.InvalidationBus;
import io.tiercel.jcache.internal.tier.TierClock;
import java.util.HashMap;
import java.util.Map;

/** A bus on which the test speaks. */
final class ScriptedBus implements InvalidationBus {
  private final Map<String, Listener> listeners = new HashMap<>();
  private final TierClock clock;
  private boolean trusted = true;
  private boolean tagsTrusted = true;
  private boolean suspected;
  private long generation;
  private long lastHeard;

  ScriptedBus(TierClock clock) {
    this.clock = clock;
    heard();
  }

  @Override
  public void register(CacheAddress cache, KeyCodec keys, Listener listener) {
    listeners.put(cache.name(), listener);
  }

  @Override
  public void unregister(CacheAddress cache, Listener listener) {
    listeners.remove(cache.name(), listener);
  }

  @Override
  public void suspectOwnWrites() {
    suspected = true;
  }

  @Override
  public boolean trusted() {
    return trusted;
  }

  @Override
  public boolean tagsTrusted() {
    return trusted && tagsTrusted;
  }

  @Override
  public long lastHeardMillis() {
    return lastHeard;
  }

  @Override
  public long generation() {
    return generation;
  }

  void tell(Object key, long stamp) {
    listeners.values().forEach(listener -> listener.entryChanged(key, stamp));
  }

  void tellCleared() {
    listeners.values().forEach(Listener::cleared);
  }

  /** The node hears that it hears. */
  void heard() {
    lastHeard = clock.millis();
  }

  void lose() {
    trusted = false;
  }

  /** Some channel is lost on which tags are told, but none of the cache. */
  void loseTags() {
    tagsTrusted = false;
  }

  void recover() {
    tagsTrusted = true;
    generation++;
    trusted = true;
    heard();
  }

  boolean ownWritesSuspected() {
    return suspected;
  }

  int listeners() {
    return listeners.size();
  }
}
