/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.internal.tier.EntryLock;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The lock of one entry, in a key of its own. It ends by itself after the time that a load may
 * take; who waits for longer goes on without it, since the write that follows decides anyway.
 */
final class RedisLock implements EntryLock {
  private static final long FIRST_PAUSE_MILLIS = 2;
  private static final long LONGEST_PAUSE_MILLIS = 40;

  private final RedisLink link;
  private final List<String> key;
  private final byte[] holder;

  private RedisLock(RedisLink link, List<String> key, byte[] holder) {
    this.link = link;
    this.key = key;
    this.holder = holder;
  }

  /**
   * Returns the lock once it is free. One trip, one more for each time that it is not.
   *
   * @throws io.tiercel.jcache.internal.tier.TierFailure if the server does not answer
   */
  static EntryLock take(RedisCache cache, RedisLink link, String id) {
    List<String> key = List.of(cache.keys().lock(id));
    byte[] holder = EntryHeader.stampBytes(cache.stamps().next());
    String life = String.valueOf(cache.place().lease().toMillis());
    long patience = cache.place().lease().toMillis();
    long pause = FIRST_PAUSE_MILLIS;
    while (patience > 0) {
      if ((Long) link.run(LuaScript.LOCK, key, holder, life).get(0) == 1) {
        return new RedisLock(link, key, holder);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return NONE;
      }
      patience -= pause;
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    }
    return NONE;
  }

  @Override
  public void close() {
    link.send(ScriptCall.of(LuaScript.UNLOCK, key, (Object) holder));
  }
}
