/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal;

import io.tiercel.jcache.config.CacheSettings;
import io.tiercel.jcache.config.Mode;
import io.tiercel.jcache.config.TiercelConfiguration;
import io.tiercel.jcache.config.TiercelSettings;
import io.tiercel.jcache.internal.codec.KeyCodec;
import io.tiercel.jcache.internal.codec.KeyText;
import io.tiercel.jcache.internal.codec.ValueCodecs;
import io.tiercel.jcache.internal.entry.CacheParts;
import io.tiercel.jcache.internal.entry.EventDispatcher;
import io.tiercel.jcache.internal.entry.ExpiryRules;
import io.tiercel.jcache.internal.entry.KeyForm;
import io.tiercel.jcache.internal.entry.SourceReads;
import io.tiercel.jcache.internal.entry.SourceWrites;
import io.tiercel.jcache.internal.entry.Statistics;
import io.tiercel.jcache.internal.limit.Limiters;
import io.tiercel.jcache.internal.tier.CacheAddress;
import io.tiercel.jcache.internal.tier.DebugTier;
import io.tiercel.jcache.internal.tier.RemoteValues;
import io.tiercel.jcache.internal.tier.StampedeGuard;
import io.tiercel.jcache.internal.tier.Tier;
import io.tiercel.jcache.internal.tier.ValueForm;
import io.tiercel.jcache.spi.TierObserver;
import io.tiercel.ratelimit.RateLimitObserver;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.cache.CacheException;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;

/** The one place where a cache is put together from its parts. Safe for many threads. */
final class CacheAssembly implements AutoCloseable {
  private static final Logger LOG = System.getLogger(CacheAssembly.class.getName());

  private final TiercelSettings settings;
  private final Tiers tiers;
  private final TierObserver observer;
  private final AsyncTasks tasks;
  private final StampedeGuard guard;

  CacheAssembly(TiercelSettings settings, ClassLoader classLoader, JoinedTypes allowed) {
    this.settings = settings;
    this.tiers = new Tiers(settings, classLoader, allowed);
    this.observer = Observers.of(classLoader);
    this.guard = new StampedeGuard(settings.stampede().loadTimeout().toMillis());
    this.tasks = new AsyncTasks(classLoader);
  }

  /** Returns the configuration of a cache that settings declare, and no code. */
  CompleteConfiguration<Object, Object> declared(String cacheName) {
    CacheSettings resource = settingsOf(cacheName);
    Duration life = new Duration(TimeUnit.MILLISECONDS, resource.remoteTimeToLive().toMillis());
    return new MutableConfiguration<Object, Object>()
        .setTypes(Object.class, Object.class)
        .setExpiryPolicyFactory(ModifiedExpiryPolicy.factoryOf(life))
        .setStatisticsEnabled(settings.monitoringEnabled());
  }

  <K, V> TieredCache<K, V> assemble(
      TiercelCacheManager manager, String name, CompleteConfiguration<K, V> given) {
    MutableConfiguration<K, V> configuration = new MutableConfiguration<>(given);
    CacheSettings resource = settingsOf(name);
    if (given instanceof TiercelConfiguration<K, V> own) {
      resource = resource.overriddenBy(own);
    }
    List<Object> plugged = new ArrayList<>();
    ExpiryPolicy policy = plug(plugged, configuration.getExpiryPolicyFactory().create());
    ExpiryRules expiry = new ExpiryRules(policy);
    CacheParts.Source<K, V> source = source(configuration, plugged);
    EventDispatcher<K, V> events = new EventDispatcher<>(tasks);
    for (CacheEntryListenerConfiguration<K, V> listener :
        configuration.getCacheEntryListenerConfigurations()) {
      events.register(listener);
    }
    Statistics statistics = new Statistics(configuration.isStatisticsEnabled(), System::nanoTime);
    Place place = place(name, resource, configuration, expiry, statistics);
    CacheParts<K, V> parts =
        new CacheParts<>(
            name,
            place.tier(),
            place.keys(),
            place.values(),
            expiry,
            source,
            new CacheParts.Signals<>(statistics, events, observer),
            guard);
    TieredCache<K, V> cache =
        new TieredCache<>(manager, configuration, parts, new CacheClosing(plugged));
    place.expired().tell(cache);
    return cache;
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

  TierObserver observer() {
    return observer;
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
    if (!byValue && (mode == Mode.REMOTE || mode == Mode.TIERED)) {
      LOG.log(Level.WARNING, () -> Messages.byReference(name));
    }
    if (mode == Mode.LOCAL || (!byValue && mode != Mode.OFF)) {
      ValueCodecs codecs = tiers.localCodecs(configuration.getValueType(), resource.values());
      ValueForm.Kind kind = byValue ? ValueForm.Kind.LOCAL : ValueForm.Kind.REFERENCE;
      ValueForm form = new ValueForm(codecs, kind);
      Tier tier = tiers.local(name, form, expired, statistics);
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
            form, codecs, configuration.isWriteThrough(), () -> observer.undecodable(name));
    Tier tier =
        mode == Mode.OFF ? tiers.off() : tiers.remote(address, resource, texts, values, expiry);
    tier = debugged(tier, name, resource, texts::id);
    return new Place(tier, new EncodedKeys(texts), form, expired);
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
      CompleteConfiguration<K, V> configuration, List<Object> plugged) {
    SourceReads<K, V> reads = null;
    if (configuration.getCacheLoaderFactory() != null) {
      CacheLoader<K, V> loader = plug(plugged, configuration.getCacheLoaderFactory().create());
      reads = new SourceReads<>(loader);
    }
    CacheWriter<? super K, ? super V> writer = null;
    if (configuration.getCacheWriterFactory() != null) {
      writer = plug(plugged, configuration.getCacheWriterFactory().create());
    }
    return new CacheParts.Source<>(
        configuration.isReadThrough() ? reads : null,
        reads,
        new SourceWrites<>(configuration.isWriteThrough() ? writer : null));
  }

  private CacheSettings settingsOf(String cacheName) {
    CacheAddress address = CacheAddress.of(cacheName, CacheSettings.DEFAULT_VERSION);
    return settings.cache(address.resource());
  }

  private static <T> T plug(List<Object> plugged, @Nullable T part) {
    if (part == null) {
      throw new NullPointerException("what a factory created");
    }
    plugged.add(part);
    return part;
  }
}
