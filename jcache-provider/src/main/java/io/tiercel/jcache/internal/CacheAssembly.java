/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal;

import io.tiercel.jcache.config.CacheSettings;
import io.tiercel.jcache.config.LoadSettings;
import io.tiercel.jcache.config.Mode;
import io.tiercel.jcache.config.TiercelConfiguration;
import io.tiercel.jcache.config.TiercelSettings;
import io.tiercel.jcache.internal.codec.KeyCodec;
import io.tiercel.jcache.internal.codec.KeyText;
import io.tiercel.jcache.internal.codec.ValueCodecs;
import io.tiercel.jcache.internal.entry.CacheParts;
import io.tiercel.jcache.internal.entry.EarlyRefresh;
import io.tiercel.jcache.internal.entry.EventDispatcher;
import io.tiercel.jcache.internal.entry.ExpiryRules;
import io.tiercel.jcache.internal.entry.Jitter;
import io.tiercel.jcache.internal.entry.KeyForm;
import io.tiercel.jcache.internal.entry.SourceReads;
import io.tiercel.jcache.internal.entry.SourceWrites;
import io.tiercel.jcache.internal.entry.Statistics;
import io.tiercel.jcache.internal.limit.Limiters;
import io.tiercel.jcache.internal.monitor.Meters;
import io.tiercel.jcache.internal.tier.CacheAddress;
import io.tiercel.jcache.internal.tier.DebugTier;
import io.tiercel.jcache.internal.tier.RemoteValues;
import io.tiercel.jcache.internal.tier.StampedeGuard;
import io.tiercel.jcache.internal.tier.Tier;
import io.tiercel.jcache.internal.tier.ValueForm;
import io.tiercel.jcache.spi.TierObserver;
import io.tiercel.monitoring.Measure;
import io.tiercel.ratelimit.RateLimitObserver;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.cache.CacheException;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;

/** The one place where a cache is put together from its parts. Safe for many threads. */
final class CacheAssembly implements AutoCloseable {
  private static final Logger LOG = System.getLogger(CacheAssembly.class.getName());

  private final TiercelSettings settings;
  private final Tiers tiers;
  private final Meters meters;
  private final TierObserver observer;
  private final AsyncTasks tasks;
  private final StampedeGuard guard;
  private final ConcurrentMap<String, Declared> declarations = new ConcurrentHashMap<>();

  CacheAssembly(
      TiercelSettings settings, ClassLoader classLoader, JoinedTypes allowed, Meters meters) {
    this.settings = settings;
    this.meters = meters;
    this.tasks = new AsyncTasks(classLoader);
    this.tiers = new Tiers(settings, classLoader, allowed, meters);
    this.observer = Observers.of(classLoader);
    this.guard = new StampedeGuard(settings.stampede().loadTimeout().toMillis());
  }

  /**
   * Returns a cache that settings declare, and no code: put together by its first operation. One of
   * a tenant has no statistics until they are asked for, since there may be very many.
   */
  TieredCache<Object, Object> declared(
      TiercelCacheManager manager, String name, Class<?> keyType, Class<?> valueType) {
    CacheAddress address = CacheAddress.of(name, CacheSettings.DEFAULT_VERSION);
    boolean counts = settings.monitoringEnabled() && address.tenant() == null;
    Declared declared =
        declarations.computeIfAbsent(
            address.resource() + counts,
            key -> Declared.of(settings.cache(address.resource()), counts));
    MutableConfiguration<Object, Object> configuration = declared.typed(keyType, valueType);
    CacheClosing closing = new CacheClosing();
    return new TieredCache<>(
        manager, name, configuration, closing, cache -> parts(cache, declared.resource(), closing));
  }

  /** What the caches share that settings declare for one resource. */
  private record Declared(
      CacheSettings resource, MutableConfiguration<Object, Object> configuration) {
    static Declared of(CacheSettings resource, boolean counts) {
      long life = resource.remoteTimeToLive().toMillis();
      return new Declared(
          resource,
          new MutableConfiguration<Object, Object>()
              .setTypes(Object.class, Object.class)
              .setExpiryPolicyFactory(
                  ModifiedExpiryPolicy.factoryOf(new Duration(TimeUnit.MILLISECONDS, life)))
              .setStatisticsEnabled(counts));
    }

    /** Returns the configuration of a cache of these types; that of any types is shared by all. */
    @SuppressWarnings("unchecked") // values are checked by their classes
    MutableConfiguration<Object, Object> typed(Class<?> keyType, Class<?> valueType) {
      return keyType == Object.class && valueType == Object.class
          ? configuration
          : new MutableConfiguration<>(configuration)
              .setTypes((Class<Object>) keyType, (Class<Object>) valueType);
    }
  }

  /** Returns a cache that code declares, put together. */
  <K, V> TieredCache<K, V> assemble(
      TiercelCacheManager manager, String name, CompleteConfiguration<K, V> given) {
    CacheAddress address = CacheAddress.of(name, CacheSettings.DEFAULT_VERSION);
    CacheSettings ofResource = settings.cache(address.resource());
    CacheSettings resource =
        given instanceof TiercelConfiguration<K, V> own ? ofResource.overriddenBy(own) : ofResource;
    CacheClosing closing = new CacheClosing();
    TieredCache<K, V> cache =
        new TieredCache<>(
            manager,
            name,
            new MutableConfiguration<>(given),
            closing,
            made -> parts(made, resource, closing));
    cache.operations();
    return cache;
  }

  private <K, V> CacheParts<K, V> parts(
      TieredCache<K, V> cache, CacheSettings resource, CacheClosing closing) {
    MutableConfiguration<K, V> configuration = cache.configuration();
    ExpiryRules expiry =
        new ExpiryRules(
            closing.plug(configuration.getExpiryPolicyFactory().create()),
            Jitter.of(resource.loads().ttlJitterPercent()));
    CacheParts.Source<K, V> source = source(configuration, closing);
    EventDispatcher<K, V> events = new EventDispatcher<>(tasks);
    for (CacheEntryListenerConfiguration<K, V> listener :
        configuration.getCacheEntryListenerConfigurations()) {
      events.register(listener);
    }
    Statistics statistics = new Statistics(configuration.isStatisticsEnabled(), System::nanoTime);
    Place place = place(cache.getName(), resource, configuration, expiry, statistics);
    place.expired().tell(cache);
    return new CacheParts<>(
        cache.getName(),
        place.tier(),
        place.keys(),
        place.values(),
        expiry,
        source,
        new CacheParts.Signals<>(statistics, events, observer, meters.open(cache.getName())),
        loading(resource.loads(), expiry, closing));
  }

  /** Entries whose lives move have no end that could be told beforehand. */
  private CacheParts.Loading loading(
      LoadSettings settings, ExpiryRules expiry, CacheClosing closing) {
    EarlyRefresh early =
        settings.earlyRefreshBeta() == 0 || expiry.movedByAccess()
            ? null
            : new EarlyRefresh(
                settings.earlyRefreshBeta(),
                tiers.clock(),
                () -> ThreadLocalRandom.current().nextDouble());
    return new CacheParts.Loading(
        guard,
        settings.negativeTimeToLive().toMillis(),
        staleMillis(settings, expiry),
        early,
        new CacheParts.Background(tasks, load -> closing.loads().run(load)));
  }

  private static long staleMillis(LoadSettings settings, ExpiryRules expiry) {
    return expiry.movedByAccess() ? 0 : settings.staleWhileRevalidate().toMillis();
  }

  /** Returns what limiters are made of. */
  Limiters.Parts limits(ClassLoader classLoader) {
    return new Limiters.Parts(
        tiers.limits(),
        ServiceLoader.load(RateLimitObserver.class, classLoader).stream()
            .map(ServiceLoader.Provider::get)
            .toList());
  }

  void execute(Runnable task) {
    tasks.execute(task);
  }

  Tiers tiers() {
    return tiers;
  }

  /**
   * Returns whom invalidations are told to: they are counted, too. Without caches there is nothing
   * to invalidate, and so nothing to tell.
   */
  TierObserver observer() {
    return settings.mode() == Mode.OFF
        ? new TierObserver() {}
        : new CountedInvalidations(meters, observer);
  }

  @Override
  public void close() {
    tasks.close();
    tiers.close();
  }

  /** Where a cache lives. */
  private record Place(Tier tier, KeyForm keys, ValueForm values, Expired expired) {}

  private <K, V> Place place(
      String name,
      CacheSettings resource,
      CompleteConfiguration<K, V> configuration,
      ExpiryRules expiry,
      Statistics statistics) {
    Expired expired = new Expired();
    boolean byValue = configuration.isStoreByValue();
    Mode mode = settings.mode();
    long stale = staleMillis(resource.loads(), expiry);
    if (!byValue && (mode == Mode.REMOTE || mode == Mode.TIERED)) {
      LOG.log(Level.WARNING, () -> Messages.byReference(name));
    }
    if (mode == Mode.LOCAL || (!byValue && mode != Mode.OFF)) {
      ValueCodecs codecs = tiers.localCodecs(configuration.getValueType(), resource.values());
      ValueForm.Kind kind = byValue ? ValueForm.Kind.LOCAL : ValueForm.Kind.REFERENCE;
      ValueForm form = new ValueForm(codecs, kind);
      Tier tier = tiers.local(name, form, stale, expired, statistics);
      KeyCodec texts = new KeyCodec(configuration.getKeyType(), codecs);
      tier = debugged(tier, name, resource, key -> localText(texts, key));
      KeyForm keys =
          byValue
              ? new CopiedKeys(tiers.unrestricted(), configuration.getKeyType())
              : new SharedKeys();
      return new Place(tier, keys, form, expired);
    }
    ValueCodecs codecs =
        tiers.codecs(configuration.getKeyType(), configuration.getValueType(), resource.values());
    KeyCodec texts = new KeyCodec(configuration.getKeyType(), codecs);
    ValueForm form = new ValueForm(codecs, ValueForm.Kind.REMOTE);
    CacheAddress address = CacheAddress.of(name, resource.version());
    RemoteValues values =
        new RemoteValues(
            form, codecs, configuration.isWriteThrough(), stale, () -> undecodable(name));
    Tier tier =
        mode == Mode.OFF ? tiers.off() : tiers.remote(address, resource, texts, values, expiry);
    tier = debugged(tier, name, resource, texts::id);
    return new Place(tier, new EncodedKeys(texts), form, expired);
  }

  private void undecodable(String name) {
    meters.of(name).add(Measure.UNDECODABLE, 1);
    observer.undecodable(name);
  }

  private static Tier debugged(
      Tier tier, String name, CacheSettings resource, Function<Object, String> ids) {
    boolean keysShown = !resource.values().encrypted();
    String cache = KeyText.escapeName(name);
    return new DebugTier(tier, new DebugTier.Names(cache, resource.version(), ids, keysShown));
  }

  /** Returns a key that never leaves this process as text; its class where it has none. */
  private static String localText(KeyCodec texts, Object key) {
    try {
      return texts.id(texts.canonical(key));
    } catch (CacheException | ClassCastException e) {
      return KeyText.escapeName(key.getClass().getName());
    }
  }

  private <K, V> CacheParts.Source<K, V> source(
      CompleteConfiguration<K, V> configuration, CacheClosing closing) {
    SourceReads<K, V> reads = null;
    if (configuration.getCacheLoaderFactory() != null) {
      CacheLoader<K, V> loader = closing.plug(configuration.getCacheLoaderFactory().create());
      reads = new SourceReads<>(loader);
    }
    CacheWriter<? super K, ? super V> writer = null;
    if (configuration.getCacheWriterFactory() != null) {
      writer = closing.plug(configuration.getCacheWriterFactory().create());
    }
    return new CacheParts.Source<>(
        configuration.isReadThrough() ? reads : null,
        reads,
        new SourceWrites<>(configuration.isWriteThrough() ? writer : null));
  }
}
