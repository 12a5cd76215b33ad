/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

import static org.awaitility.Awaitility.await;

import io.tiercel.jcache.config.AnalyticsSettings;
import io.tiercel.jcache.config.ApplicationSettings;
import io.tiercel.jcache.config.AtomicFailurePolicy;
import io.tiercel.jcache.config.CodecSettings;
import io.tiercel.jcache.config.FailurePolicy;
import io.tiercel.jcache.config.HashTag;
import io.tiercel.jcache.config.LoadSettings;
import io.tiercel.jcache.config.MonitoringSettings;
import io.tiercel.jcache.config.NearSettings;
import io.tiercel.jcache.config.OutageSettings;
import io.tiercel.jcache.config.RateLimitSettings;
import io.tiercel.jcache.config.RemoteServers;
import io.tiercel.jcache.config.RemoteSettings;
import io.tiercel.jcache.config.Sliding;
import io.tiercel.jcache.config.StampedeSettings;
import io.tiercel.jcache.config.TenantSettings;
import io.tiercel.jcache.config.TiercelSettings;
import io.tiercel.jcache.internal.codec.AllowList;
import io.tiercel.jcache.internal.codec.KeyCodec;
import io.tiercel.jcache.internal.codec.ValueCodecs;
import io.tiercel.jcache.internal.near.FillTokens;
import io.tiercel.jcache.internal.near.LocalTags;
import io.tiercel.jcache.internal.near.LocalTier;
import io.tiercel.jcache.internal.near.NearCopies;
import io.tiercel.jcache.internal.near.NearStore;
import io.tiercel.jcache.internal.near.NearTier;
import io.tiercel.jcache.internal.remote.RedisServer;
import io.tiercel.ratelimit.Algorithm;
import io.tiercel.ratelimit.OutagePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowingConsumer;
import org.jspecify.annotations.Nullable;

/** One cache of strings on a tier of its own, with the clock that the tier goes by. */
public final class TierFixture implements AutoCloseable {
  /** How long a copy lives in the near tier of a fixture. */
  public static final Duration NEAR_LIFE = Duration.ofSeconds(60);

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final AtomicInteger CACHES = new AtomicInteger();
  private static final ValueCodecs CODECS =
      new ValueCodecs(TierFixture.class.getClassLoader(), AllowList.everything());

  private final Tier tier;
  private final ValueForm form;
  private final TierClock clock;
  private final List<Object> expired;

  private TierFixture(Tier tier, ValueForm form, TierClock clock, List<Object> expired) {
    this.tier = tier;
    this.form = form;
    this.clock = clock;
    this.expired = expired;
  }

  /** Opens a cache that lives in this process alone, on a clock that stands. */
  public static TierFixture local() {
    return local(Duration.ZERO);
  }

  /** Opens such a cache, whose entries stay for a time after their ends. */
  public static TierFixture local(Duration stale) {
    ValueForm form = new ValueForm(CODECS, ValueForm.Kind.LOCAL);
    FakeClock clock = new FakeClock();
    List<Object> expired = Collections.synchronizedList(new ArrayList<>());
    Tier tier =
        new LocalTier(
            new NearStore(1000, 1 << 20),
            form,
            new LocalTier.Times(clock, stamps(), stale.toMillis()),
            new LocalTags(TagScope.of("", "org_1", false), new TagMarks(), new HashSet<>()),
            (key, entry) -> expired.add(key));
    return new TierFixture(tier, form, clock, expired);
  }

  /** Opens a cache in Redis, without copies in this process. */
  public static TierFixture remote(Server server, boolean sliding) {
    return remote(server, address(), sliding);
  }

  /** Opens a cache in Redis under a name, without copies in this process. */
  public static TierFixture remote(Server server, CacheAddress address, boolean sliding) {
    return remote(server, address, sliding, Duration.ZERO);
  }

  /** Opens a cache in Redis whose entries stay for a time after their ends. */
  public static TierFixture remoteStaying(Server server, Duration stale) {
    return remote(server, address(), false, stale);
  }

  private static TierFixture remote(
      Server server, CacheAddress address, boolean sliding, Duration stale) {
    ValueForm form = new ValueForm(CODECS, ValueForm.Kind.REMOTE);
    Tier tier =
        server.redis.open(
            address,
            keys(),
            new RemoteValues(form, CODECS, false, stale.toMillis(), () -> {}),
            sliding);
    return new TierFixture(tier, form, server.clock, List.of());
  }

  /** Opens a cache in Redis, with copies in this process. */
  public static TierFixture near(Server server, boolean sliding) {
    return near(server, address(), sliding);
  }

  /** Opens a cache in Redis under a name, with copies in this process. */
  public static TierFixture near(Server server, CacheAddress address, boolean sliding) {
    return near(server, address, remote(server, address, sliding));
  }

  /** Opens a cache in Redis with copies here, whose entries stay for a time after their ends. */
  public static TierFixture nearStaying(Server server, Duration stale) {
    CacheAddress address = address();
    return near(server, address, remote(server, address, false, stale));
  }

  private static TierFixture near(Server server, CacheAddress address, TierFixture remote) {
    NearCopies copies =
        new NearCopies(
            server.store,
            server.tokens,
            server.redis.bus(address),
            remote.form,
            server.clock,
            NEAR_LIFE,
            Duration.ofSeconds(30),
            true);
    NearTier near = NearTier.open(remote.tier, address, keys(), copies, false);
    return new TierFixture(near, remote.form, server.clock, List.of());
  }

  /** Returns a cache of a tenant that no other test has. */
  public static CacheAddress address() {
    return CacheAddress.of("org_1:cache-" + CACHES.incrementAndGet(), "v1");
  }

  /** Returns the codecs of all fixtures, which allow every class. */
  public static ValueCodecs codecs() {
    return CODECS;
  }

  /** Returns the keys of all fixtures: strings. */
  public static KeyCodec keys() {
    return new KeyCodec(String.class, CODECS);
  }

  /** Returns a new node's marks of writes. */
  public static StampSource stamps() {
    return new StampSource(ThreadLocalRandom.current().nextInt());
  }

  public Tier tier() {
    return tier;
  }

  public ValueForm form() {
    return form;
  }

  public TierClock clock() {
    return clock;
  }

  /** Returns the keys that were told as expired, in order. */
  public List<Object> expired() {
    return expired;
  }

  /** Returns a value as the tier stores it. */
  public StoredValue stored(Object value) {
    return form.store(value);
  }

  /** Returns the value of a key as the application sees it, or null. */
  public @Nullable Object value(Object key) {
    return value(tier.find(key));
  }

  /** Returns the value of an entry as the application sees it, or null. */
  public @Nullable Object value(@Nullable TierEntry entry) {
    return entry == null || !entry.present() ? null : form.reveal(entry);
  }

  /** Stores a value without condition. */
  public WriteResult put(Object key, Object value, long ttl) {
    return tier.write(key, EntryWrite.put(stored(value), ttl, ttl, false));
  }

  /** Asserts what is true once a time has passed, by a clock that stands or by the real one. */
  public void after(Duration time, ThrowingConsumer<TierFixture> assertion) {
    if (clock instanceof FakeClock fake) {
      fake.advance(time);
      assertion.accept(this);
    } else {
      await().untilAsserted(() -> assertion.accept(this));
    }
  }

  @Override
  public void close() {
    tier.close();
  }

  /** A node: its way to Redis, its near store, and a clock that differs from the server's. */
  public static final class Server implements AutoCloseable {
    private final TierClock clock;
    private final NearStore store = new NearStore(10_000, 1 << 24);
    private final TagMarks marks = new TagMarks();
    private final FillTokens tokens = new FillTokens(marks);
    private final RedisServer redis;

    /** Connects a node that hears the changes of others. */
    public Server(String address) {
      this(address, "", HashTag.NONE);
    }

    /** Connects a node, with settings of its own. */
    public Server(String address, String keyPrefix, HashTag hashTag) {
      this(List.of(address), keyPrefix, hashTag, Duration.ofSeconds(10));
    }

    /** Connects a node, with settings of its own, to a server or the seeds of a cluster. */
    public Server(List<String> addresses, String keyPrefix, HashTag hashTag, Duration loadTimeout) {
      long offset = ThreadLocalRandom.current().nextLong(-10_000_000, 10_000_000);
      this.clock = () -> System.currentTimeMillis() + offset;
      RemoteSettings settings =
          new RemoteSettings(
              true,
              new RemoteServers(addresses, null, null, null, null),
              keyPrefix,
              hashTag,
              TIMEOUT,
              0,
              Duration.ofMinutes(15),
              new OutageSettings(
                  FailurePolicy.DEGRADE, AtomicFailurePolicy.FAIL, Duration.ofSeconds(30)));
      TiercelSettings all =
          new TiercelSettings(
              true,
              new NearSettings(true, NEAR_LIFE, 10_000, 1 << 24, true, Sliding.EXACT),
              settings,
              new StampedeSettings(loadTimeout, LoadSettings.OFF),
              new MonitoringSettings(true, 100),
              new CodecSettings(List.of()),
              new ApplicationSettings(
                  true,
                  new RateLimitSettings(
                      100,
                      null,
                      Map.of(),
                      Duration.ofMinutes(1),
                      Algorithm.SLIDING_WINDOW,
                      OutagePolicy.LOCAL),
                  List.of(),
                  new TenantSettings(null, null),
                  new AnalyticsSettings(null, Duration.ofMinutes(1), 35, null),
                  Duration.ZERO),
              Map.of());
      this.redis = new RedisServer(all, Server.class.getClassLoader(), stamps(), marks, clock);
    }

    /** Waits until copies may be served. */
    public Server awaitTrusted() {
      await().until(redis.bus()::trusted);
      return this;
    }

    public RedisServer redis() {
      return redis;
    }

    public TierClock clock() {
      return clock;
    }

    @Override
    public void close() {
      redis.close();
    }
  }
}
