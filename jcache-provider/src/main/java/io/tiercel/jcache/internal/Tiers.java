/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal;

import io.tiercel.jcache.config.CacheSettings;
import io.tiercel.jcache.config.HashTag;
import io.tiercel.jcache.config.Mode;
import io.tiercel.jcache.config.Sliding;
import io.tiercel.jcache.config.TiercelSettings;
import io.tiercel.jcache.config.ValueSettings;
import io.tiercel.jcache.internal.codec.AllowList;
import io.tiercel.jcache.internal.codec.ClassAccess;
import io.tiercel.jcache.internal.codec.Envelope;
import io.tiercel.jcache.internal.codec.KeyCodec;
import io.tiercel.jcache.internal.codec.ValueCodecs;
import io.tiercel.jcache.internal.entry.ExpiryRules;
import io.tiercel.jcache.internal.entry.Statistics;
import io.tiercel.jcache.internal.limit.SharedLimits;
import io.tiercel.jcache.internal.monitor.CacheMeter;
import io.tiercel.jcache.internal.monitor.MeteredTier;
import io.tiercel.jcache.internal.monitor.Meters;
import io.tiercel.jcache.internal.near.FillTokens;
import io.tiercel.jcache.internal.near.LocalTags;
import io.tiercel.jcache.internal.near.LocalTier;
import io.tiercel.jcache.internal.near.NearCopies;
import io.tiercel.jcache.internal.near.NearStore;
import io.tiercel.jcache.internal.near.NearTier;
import io.tiercel.jcache.internal.remote.RedisServer;
import io.tiercel.jcache.internal.tier.CacheAddress;
import io.tiercel.jcache.internal.tier.DegradingTier;
import io.tiercel.jcache.internal.tier.DropCount;
import io.tiercel.jcache.internal.tier.OffTier;
import io.tiercel.jcache.internal.tier.RemoteValues;
import io.tiercel.jcache.internal.tier.StampSource;
import io.tiercel.jcache.internal.tier.TagMarks;
import io.tiercel.jcache.internal.tier.TagScope;
import io.tiercel.jcache.internal.tier.Tier;
import io.tiercel.jcache.internal.tier.TierClock;
import io.tiercel.jcache.internal.tier.TierFailure;
import io.tiercel.jcache.internal.tier.ValueForm;
import io.tiercel.jcache.spi.TierUnavailableException;
import io.tiercel.monitoring.Measure;
import io.tiercel.monitoring.TierStates;
import io.tiercel.monitoring.TierStates.State;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the caches of one manager share: the near store with its budget, and the server, to which
 * the way is opened with the first cache that needs it. Safe for many threads.
 */
final class Tiers implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Tiers.class.getName());

  private final TiercelSettings settings;
  private final ClassLoader classLoader;
  private final Meters meters;
  private final TierClock clock = systemClock();
  private final StampSource stamps = new StampSource(new SecureRandom().nextInt());
  private final NearStore store;
  private final TagMarks marks = new TagMarks();
  private final FillTokens tokens = new FillTokens(marks);
  private final Set<LocalTier> locals = ConcurrentHashMap.newKeySet();
  private final ConcurrentMap<CodecsOf, ValueCodecs> codecs = new ConcurrentHashMap<>();
  private final JoinedTypes allowed;
  private final AllowList everything = AllowList.everything();
  private final ValueCodecs unrestricted;
  private @Nullable RedisServer server;
  private boolean closed;

  /** What codecs depend on. */
  private record CodecsOf(
      Set<Class<?>> types, Class<?> valueType, ValueSettings values, AllowList allowed) {}

  Tiers(TiercelSettings settings, ClassLoader classLoader, JoinedTypes allowed, Meters meters) {
    this.settings = settings;
    this.meters = meters;
    this.classLoader = classLoader;
    this.allowed = allowed;
    this.unrestricted = new ValueCodecs(classLoader, everything);
    this.store = new NearStore(settings.near().maxEntries(), settings.near().maxBytes());
  }

  /** Returns the codecs for keys that never leave this process. */
  ValueCodecs unrestricted() {
    return unrestricted;
  }

  /** Returns the codecs of caches of this type whose values never leave this process. */
  ValueCodecs localCodecs(Class<?> valueType, ValueSettings values) {
    return codecs.computeIfAbsent(
        new CodecsOf(Set.of(), valueType, values, everything),
        of -> newCodecs(everything, valueType, values));
  }

  /** Returns the codecs of caches with these types, which join the allow list. */
  ValueCodecs codecs(Class<?> keyType, Class<?> valueType, ValueSettings values) {
    return codecs.computeIfAbsent(
        new CodecsOf(new HashSet<>(List.of(keyType, valueType)), valueType, values, allowed.list()),
        of -> newCodecs(of.allowed().with(of.types().toArray(Class<?>[]::new)), valueType, values));
  }

  private ValueCodecs newCodecs(AllowList list, Class<?> valueType, ValueSettings values) {
    return new ValueCodecs(
        new ClassAccess(classLoader, list),
        valueType,
        values.codec(),
        new Envelope(values, settings.codec().encryptionKeys()));
  }

  /** Returns the time by which entries expire. */
  TierClock clock() {
    return clock;
  }

  Tier off() {
    return new OffTier();
  }

  /** Opens a cache that lives in this process alone. */
  Tier local(
      String name, ValueForm form, long staleMillis, Expired expired, Statistics statistics) {
    TagScope scope = tags(CacheAddress.of(name, CacheSettings.DEFAULT_VERSION).tenant());
    var times = new LocalTier.Times(clock, stamps, staleMillis);
    LocalTier tier =
        new LocalTier(store, form, times, new LocalTags(scope, marks, locals), expired);
    locals.add(tier);
    CacheMeter meter = meters.of(name);
    meter.asks(true, false);
    AtomicBoolean said = new AtomicBoolean();
    tier.onEviction(
        () -> {
          statistics.evicted();
          meter.add(Measure.EVICTIONS, 1);
          if (said.compareAndSet(false, true)) {
            LOG.log(Level.WARNING, () -> Messages.localEviction(name));
          }
        });
    return MeteredTier.local(tier, meter);
  }

  /**
   * Opens a cache that lives in Redis, with copies in this process where its settings allow them.
   */
  Tier remote(
      CacheAddress address,
      CacheSettings resource,
      KeyCodec texts,
      RemoteValues values,
      ExpiryRules expiry) {
    boolean moved = expiry.movedByAccess();
    CacheMeter meter = meters.of(address.name());
    Tier tier = MeteredTier.remote(server().open(address, texts, values, moved), meter);
    boolean coalesced = resource.near().sliding() == Sliding.COALESCED && expiry.slides();
    boolean copied =
        settings.near().enabled() && resource.near().enabled() && (!moved || coalesced);
    meter.asks(copied, true);
    if (copied) {
      NearCopies copies = copies(address, resource, values.form());
      NearTier near = NearTier.open(tier, address, texts, copies, coalesced);
      near.onEviction(() -> meter.add(Measure.EVICTIONS, 1));
      tier = near;
    }
    return new DegradingTier(
        tier, address.name(), settings.remote().outage(), values.writtenThrough());
  }

  /**
   * Drops all entries of all caches of a tenant in Redis; where it is out of reach, as soon as it
   * is back.
   */
  DropCount clearTenant(String tenant) {
    return remotely(tenant, () -> server().clearTenant(tenant));
  }

  /**
   * Makes the entries with a tag absent, here and in Redis; where that is out of reach, as soon as
   * it is back.
   *
   * @param tenant whose tag it is, null for the caches that no tenant owns
   */
  DropCount invalidateTag(@Nullable String tenant, String tag) {
    String key = tags(tenant).key(tag);
    try {
      return remotely(tag, () -> server().invalidateTag(tenant, key)).plus(invalidateHere(key));
    } catch (TierUnavailableException e) {
      invalidateHere(key);
      throw e;
    }
  }

  private DropCount invalidateHere(String key) {
    long before = marks.invalidated(key);
    DropCount all = DropCount.NONE;
    for (LocalTier tier : locals) {
      all = tier.tagged(key, before).plus(all);
    }
    return all;
  }

  private DropCount remotely(String subject, Supplier<DropCount> invalidation) {
    if (!settings.remote().isPresent() || !settings.enabled()) {
      return DropCount.NONE;
    }
    try {
      return invalidation.get();
    } catch (TierFailure e) {
      DegradingTier.check(settings.remote().outage(), subject, e);
      return DropCount.unknown(subject, e);
    }
  }

  /** Opens what nodes count together, or returns null where no server is named. */
  @Nullable SharedLimits limits() {
    return settings.remote().isPresent() ? server().limits() : null;
  }

  /** Returns which tiers there are, and whether they serve. At most one round trip. */
  TierStates states() {
    Mode mode = settings.mode();
    boolean remote = mode == Mode.REMOTE || mode == Mode.TIERED;
    String failure = remote ? server().probe() : "";
    boolean near = mode == Mode.LOCAL || mode == Mode.TIERED;
    boolean served = near && (!remote || server().bus().trusted());
    return new TierStates(
        state(near, served),
        state(remote, failure.isEmpty()),
        failure,
        settings.remote().outage().degradedMaxAge());
  }

  private static State state(boolean present, boolean serves) {
    return !present ? State.ABSENT : serves ? State.AVAILABLE : State.UNAVAILABLE;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (server != null) {
      server.close();
    }
  }

  private NearCopies copies(CacheAddress address, CacheSettings resource, ValueForm form) {
    return new NearCopies(
        store,
        tokens,
        server().bus(address),
        form,
        clock,
        resource.near().timeToLive(),
        settings.remote().outage().degradedMaxAge(),
        settings.near().warmOnRemoteHit());
  }

  private TagScope tags(@Nullable String tenant) {
    boolean braced = settings.remote().hashTag() == HashTag.TENANT;
    return TagScope.of(settings.remote().keyPrefix(), tenant, braced);
  }

  private synchronized RedisServer server() {
    if (closed) {
      throw Messages.tiersClosed();
    }
    if (server == null) {
      server = new RedisServer(settings, classLoader, stamps, marks, clock);
    }
    return server;
  }

  @SuppressForbidden // this is where the clock is made
  private static TierClock systemClock() {
    return System::currentTimeMillis;
  }
}
