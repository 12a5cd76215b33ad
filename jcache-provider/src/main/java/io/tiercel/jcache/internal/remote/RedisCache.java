/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.internal.codec.Envelope;
import io.tiercel.jcache.internal.codec.KeyCodec;
import io.tiercel.jcache.internal.codec.ValueCodecs;
import io.tiercel.jcache.internal.tier.CacheAddress;
import io.tiercel.jcache.internal.tier.RemoteValues;
import io.tiercel.jcache.internal.tier.StampSource;
import io.tiercel.jcache.internal.tier.TierClock;
import io.tiercel.jcache.internal.tier.ValueForm;
import java.time.Duration;
import java.util.List;

/**
 * What is fixed for one cache in Redis.
 *
 * @param address its place among all caches
 * @param place where it is in Redis
 * @param keyTexts its keys as text
 * @param values how its values stand there
 * @param sliding whether accesses move the life of its entries
 * @param journal the caches written to while the server did not answer
 * @param time the marks of writes and this node's clock
 */
record RedisCache(
    CacheAddress address,
    Place place,
    KeyCodec keyTexts,
    RemoteValues values,
    boolean sliding,
    OutageJournal journal,
    Time time) {
  /**
   * Where a cache is in Redis.
   *
   * @param keys its keys
   * @param epochs how scripts come to know its epochs
   * @param channels where its changes are told
   * @param spread whether its entries lie in different slots of a cluster
   * @param tags the tags of its entries
   * @param tagsInSlot whether the epochs of tags lie where scripts reach them
   * @param sweep counts what an invalidation dropped
   * @param lease how long a load may take
   */
  record Place(
      RedisKeys keys,
      CacheEpochs epochs,
      Channels channels,
      boolean spread,
      RedisTags tags,
      boolean tagsInSlot,
      RedisSweep sweep,
      Duration lease) {}

  /** Marks of writes, and the clocks: this node's and the server's. */
  record Time(StampSource stamps, TierClock clock, RedisClock server) {}

  RedisKeys keys() {
    return place.keys();
  }

  CacheEpochs epochs() {
    return place.epochs();
  }

  /** Returns the arguments of scripts that say where a change of a key is told. */
  List<String> told(String key) {
    return place.channels().told(address.name(), key);
  }

  /** Returns the cache's name as it stands in messages. */
  byte[] nameInMessages() {
    return Message.nameField(address.name());
  }

  ValueForm form() {
    return values.form();
  }

  /** Returns what is done to values on their way to Redis and back. */
  Envelope envelope() {
    return values.codecs().envelope();
  }

  ValueCodecs codecs() {
    return values.codecs();
  }

  StampSource stamps() {
    return time.stamps();
  }

  TierClock clock() {
    return time.clock();
  }
}
