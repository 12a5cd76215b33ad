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
import java.util.ArrayList;
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
  private final Channels channels;
  private final RedisInvalidationBus bus;
  private final RedisWatch watch;
  private final RedisSweep sweep;
  private final OutageJournal journal;

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
    String prefix = settings.keyPrefix();
    this.channels = link.isCluster() ? Channels.ofCluster(prefix) : Channels.ofServer(prefix);
    String heartbeat = RedisKeys.heartbeat(prefix, Long.toHexString(stamps.next()));
    this.bus =
        new RedisInvalidationBus(
            stamps,
            marks,
            clock,
            messages ->
                link.isCluster()
                    ? new ClusterSubscriptions(link, clock, channels, messages)
                    : new ServerSubscriptions(link, clock, channels, heartbeat, messages));
    this.sweep = new RedisSweep(link);
    this.watch = new RedisWatch(link, bus, all.near().enabled());
    this.journal = new OutageJournal(settings.timeout());
    watch.onTick(journal::settleAll);
  }

  /** What brings the changes that other nodes make in any cache. */
  public InvalidationBus bus() {
    return bus;
  }

  /** What brings those of one cache: trusted whatever happens to others. */
  public InvalidationBus bus(CacheAddress address) {
    return bus.of(new RedisKeys(address, settings.keyPrefix(), settings.hashTag()));
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
    return new RedisTier(
        new RedisCache(
            address,
            new RedisCache.Place(
                keys,
                new CacheEpochs(link, keys),
                channels,
                link.isCluster() && !keys.inOneSlot(),
                new RedisTags(link, scope(address.tenant())),
                !link.isCluster() || keys.tagsInSlot(),
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
      journal.cleared(tenant, new TenantCure(tenant));
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
      TagScope scope = scope(tenant);
      journal.written(scope, List.of(key), new TagCure(scope));
      throw e;
    }
  }

  /** How a tenant's caches are cleared later. */
  private final class TenantCure implements OutageJournal.Cure {
    private final String tenant;

    TenantCure(String tenant) {
      this.tenant = tenant;
    }

    @Override
    public void removeWritten(List<Object> keys) {
      throw new AssertionError("entries are written to caches");
    }

    @Override
    public void beginEpoch() {
      bumpTenant(tenant);
    }
  }

  /** How tags are invalidated later: those noted, or all that there are. */
  private final class TagCure implements OutageJournal.Cure {
    private final TagScope scope;

    TagCure(TagScope scope) {
      this.scope = scope;
    }

    @Override
    public void removeWritten(List<Object> keys) {
      keys.forEach(key -> bumpTag((String) key));
    }

    @Override
    public void beginEpoch() {
      link.scan(RedisKeys.pattern(scope.start()) + '*').forEachRemaining(RedisServer.this::bumpTag);
    }
  }

  private TagScope scope(@Nullable String tenant) {
    boolean braced = settings.hashTag() == HashTag.TENANT;
    return TagScope.of(settings.keyPrefix(), tenant, braced);
  }

  private String tenantStart(@Nullable String tenant) {
    return RedisKeys.tenantStart(settings.keyPrefix(), tenant, settings.hashTag());
  }

  private String tenantEpoch(String tenant) {
    return RedisKeys.tenantEpoch(
        settings.keyPrefix(), KeyText.escapeName(tenant), settings.hashTag());
  }

  private byte[] bumpTag(String key) {
    return bump(key, new Message(Message.Kind.TAG, stamps.next(), key, ""), "1");
  }

  private byte[] bumpTenant(String tenant) {
    Message message = new Message(Message.Kind.TENANT, stamps.next(), tenant, "");
    return bump(tenantEpoch(tenant), message, "0");
  }

  /** Begins a new epoch; returns the one before. */
  private byte[] bump(String epoch, Message message, String ofTag) {
    List<Object> arguments = new ArrayList<>(channels.told(message.name(), epoch));
    arguments.add(message.toBytes());
    arguments.add(ofTag);
    return (byte[]) link.run(LuaScript.BUMP, List.of(epoch), arguments.toArray()).get(1);
  }

  /** Returns why the server does not answer, or an empty text where it does. One round trip. */
  public String probe() {
    try {
      link.get(List.of(settings.keyPrefix() + "tiercel:health"));
      return "";
    } catch (TierFailure e) {
      return String.valueOf(e.getMessage());
    }
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
    BorrowedThread.use(
        () -> {
          bus.close();
          link.close();
        });
  }
}
