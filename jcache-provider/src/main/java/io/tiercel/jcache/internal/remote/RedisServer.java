/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.config.HashTag;
import io.tiercel.jcache.config.RemoteSettings;
import io.tiercel.jcache.config.TiercelSettings;
import io.tiercel.jcache.internal.codec.KeyCodec;
import io.tiercel.jcache.internal.codec.KeyText;
import io.tiercel.jcache.internal.limit.SharedLimits;
import io.tiercel.jcache.internal.tier.CacheAddress;
import io.tiercel.jcache.internal.tier.DropCount;
import io.tiercel.jcache.internal.tier.InvalidationBus;
import io.tiercel.jcache.internal.tier.RemoteValues;
import io.tiercel.jcache.internal.tier.StampSource;
import io.tiercel.jcache.internal.tier.TagMarks;
import io.tiercel.jcache.internal.tier.TagScope;
import io.tiercel.jcache.internal.tier.Tier;
import io.tiercel.jcache.internal.tier.TierClock;
import io.tiercel.jcache.internal.tier.TierFailure;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The remote tier of one manager: one client, one thread that looks after it, and the caches on it.
 * Opening a cache costs no round trip and no thread. Safe for many threads.
 */
public final class RedisServer implements AutoCloseable {
  private final RemoteSettings settings;
  private final Duration loadTimeout;
  private final StampSource stamps;
  private final TierClock clock;
  private final RedisLink link;
  private final RedisInvalidationBus bus;
  private final RedisWatch watch;
  private final RedisSweep sweep;
  private final OutageJournal journal = new OutageJournal();

  /**
   * Prepares the way to the server and begins to connect; fails for nothing that can heal.
   *
   * @param all the settings of the manager
   * @param marks told which tags were invalidated elsewhere
   * @param applicationLoader where a Redisson file is looked for
   * @throws javax.cache.CacheException if the Redisson file cannot be read
   */
  public RedisServer(
      TiercelSettings all,
      ClassLoader applicationLoader,
      StampSource stamps,
      TagMarks marks,
      TierClock clock) {
    this.settings = all.remote();
    this.loadTimeout = all.stampede().loadTimeout();
    this.stamps = stamps;
    this.clock = clock;
    this.link = new RedisLink(RedisClients.create(settings, applicationLoader), settings, clock);
    this.bus = new RedisInvalidationBus(link, settings.keyPrefix(), stamps, marks, clock);
    this.sweep = new RedisSweep(link);
    this.watch = new RedisWatch(link, bus, all.near().enabled());
  }

  /** What brings the changes of other nodes. */
  public InvalidationBus bus() {
    return bus;
  }

  /**
   * Opens the tier of one cache.
   *
   * @param address the cache's place among all caches
   * @param keyTexts its keys as text
   * @param values how its values stand there
   * @param sliding whether accesses move the life of its entries
   */
  public Tier open(CacheAddress address, KeyCodec keyTexts, RemoteValues values, boolean sliding) {
    RedisKeys keys = new RedisKeys(address, settings.keyPrefix(), settings.hashTag());
    boolean braced = settings.hashTag() == HashTag.TENANT;
    TagScope scope = TagScope.of(settings.keyPrefix(), address.tenant(), braced);
    return new RedisTier(
        new RedisCache(
            address,
            new RedisCache.Place(
                keys,
                new CacheEpochs(link, keys),
                RedisKeys.channel(settings.keyPrefix(), address.name()),
                link.isCluster() && !keys.inOneSlot(),
                new RedisTags(link, scope),
                !link.isCluster() || (braced && address.tenant() != null),
                sweep,
                loadTimeout),
            keyTexts,
            values,
            sliding,
            journal,
            new RedisCache.Time(stamps, clock, link.clock())),
        link);
  }

  /**
   * Drops all entries of all caches of a tenant, on all nodes. One round trip.
   *
   * @throws io.tiercel.jcache.internal.tier.TierFailure if the server does not answer; the entries
   *     are dropped before anything is read again
   */
  public DropCount clearTenant(String tenant) {
    try {
      byte[] before = bumpTenant(tenant);
      return sweep.count(
          CountRequest.ofCaches(tenantStart(tenant), tenantEpoch(tenant), null, before));
    } catch (TierFailure e) {
      journal.add(tenant, () -> bumpTenant(tenant));
      throw e;
    }
  }

  /**
   * Makes the entries with a tag absent, on all nodes. One round trip.
   *
   * @param tenant whose tag it is, null for the caches that no tenant owns
   * @param key the tag's key
   * @throws io.tiercel.jcache.internal.tier.TierFailure if the server does not answer; they become
   *     absent before anything is read again
   */
  public DropCount invalidateTag(@Nullable String tenant, String key) {
    try {
      byte[] before = bumpTag(key);
      String epoch = tenant == null ? null : tenantEpoch(tenant);
      return sweep.count(CountRequest.ofCaches(tenantStart(tenant), epoch, key, before));
    } catch (TierFailure e) {
      journal.add(key, () -> bumpTag(key));
      throw e;
    }
  }

  private String tenantStart(@Nullable String tenant) {
    return RedisKeys.tenantStart(settings.keyPrefix(), tenant, settings.hashTag());
  }

  private String tenantEpoch(String tenant) {
    return RedisKeys.tenantEpoch(
        settings.keyPrefix(), KeyText.escapeName(tenant), settings.hashTag());
  }

  private byte[] bumpTag(String key) {
    Message message = new Message(Message.Kind.TAG, stamps.next(), key, "");
    String channel = RedisKeys.channel(settings.keyPrefix(), key);
    return (byte[])
        link.run(LuaScript.BUMP, List.of(key), channel, "PUBLISH", message.toBytes(), "1").get(1);
  }

  private byte[] bumpTenant(String tenant) {
    Message message = new Message(Message.Kind.TENANT, stamps.next(), tenant, "");
    String channel = RedisKeys.channel(settings.keyPrefix(), tenant);
    List<String> keys = List.of(tenantEpoch(tenant));
    return (byte[])
        link.run(LuaScript.BUMP, keys, channel, "PUBLISH", message.toBytes(), "0").get(1);
  }

  /** Opens the counts of limiters; from then on the nodes that have them are counted. */
  public SharedLimits limits() {
    RedisLimits limits =
        new RedisLimits(link, settings.keyPrefix(), Long.toHexString(stamps.next()));
    watch.onTick(limits::tick);
    return limits;
  }

  @Override
  public void close() {
    watch.close();
    sweep.close();
    link.close();
  }
}
