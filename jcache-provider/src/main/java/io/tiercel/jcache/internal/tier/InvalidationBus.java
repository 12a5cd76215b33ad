/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

import io.tiercel.jcache.internal.codec.KeyCodec;

/**
 * Brings the changes that other nodes made. While it is not {@linkplain #trusted() trusted},
 * changes may be missed, and copies must not be served.
 */
public interface InvalidationBus {
  /** Hears of changes of one cache. */
  interface Listener {
    /** Another node, or a write of this node whose outcome was unknown, changed an entry. */
    void entryChanged(Object key, long stamp);

    /** The cache was cleared. */
    void cleared();
  }

  /** Sends the changes of a cache, whose keys have these texts, until it is unregistered. */
  void register(CacheAddress cache, KeyCodec keys, Listener listener);

  /** Ends the sending to a listener; one that took its place is not touched. */
  void unregister(CacheAddress cache, Listener listener);

  /**
   * Says that the outcome of a write of this node is unknown: for some time the messages of this
   * node's own writes are sent to the listeners too, which otherwise they are not.
   */
  void suspectOwnWrites();

  /** Tells whether every change reaches the listeners. */
  boolean trusted();

  /** Tells whether the invalidation of every tag that an entry may have is heard, too. */
  default boolean tagsTrusted() {
    return trusted();
  }

  /** Returns when it was last known that every change reaches the listeners; 0 if never. */
  long lastHeardMillis();

  /** Returns a number that has grown whenever changes may have been missed. */
  long generation();
}
