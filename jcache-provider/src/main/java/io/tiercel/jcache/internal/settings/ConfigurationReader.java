/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.settings;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.tiercel.jcache.config.AnalyticsSettings;
import io.tiercel.jcache.config.ApplicationSettings;
import io.tiercel.jcache.config.AtomicFailurePolicy;
import io.tiercel.jcache.config.CacheSettings;
import io.tiercel.jcache.config.CodecSettings;
import io.tiercel.jcache.config.CopySettings;
import io.tiercel.jcache.config.EffectiveSetting;
import io.tiercel.jcache.config.EncryptionKey;
import io.tiercel.jcache.config.FailurePolicy;
import io.tiercel.jcache.config.HashTag;
import io.tiercel.jcache.config.LoadSettings;
import io.tiercel.jcache.config.MonitoringSettings;
import io.tiercel.jcache.config.NearSettings;
import io.tiercel.jcache.config.OutageSettings;
import io.tiercel.jcache.config.RateLimitSettings;
import io.tiercel.jcache.config.RemoteServers;
import io.tiercel.jcache.config.RemoteSettings;
import io.tiercel.jcache.config.Scope;
import io.tiercel.jcache.config.SettingsReport;
import io.tiercel.jcache.config.Sliding;
import io.tiercel.jcache.config.StampedeSettings;
import io.tiercel.jcache.config.TenantSettings;
import io.tiercel.jcache.config.TiercelSettings;
import io.tiercel.jcache.config.ValueCodec;
import io.tiercel.jcache.config.ValueSettings;
import io.tiercel.ratelimit.Algorithm;
import io.tiercel.ratelimit.OutagePolicy;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes settings of what manager, system, environment, application and defaults say. */
public final class ConfigurationReader {
  private static final long BYTES_PER_MB = 1024 * 1024;

  private final Settings settings;
  private final NearSettings near;
  private final RemoteSettings remote;
  private final CodecSettings codec;
  private final StampedeSettings stampede;

  /**
   * What was read.
   *
   * @param settings the settings
   * @param report where each stands
   * @param warning what to tell although nothing is wrong; null for nothing
   */
  public record Read(TiercelSettings settings, SettingsReport report, @Nullable String warning) {}

  private ConfigurationReader(Settings settings) {
    this.settings = settings;
    this.near = near();
    this.remote = remote();
    this.codec = codec();
    this.stampede = stampede();
  }

  /**
   * Returns the settings of a manager, and where they stand.
   *
   * @throws javax.cache.CacheException if anything is wrong with them: the message names every
   *     problem on a line of its own
   */
  public static Read read(ConfigurationSources sources) {
    Problems problems = new Problems();
    Settings settings = SettingsCollector.collect(sources, problems);
    SettingsCheck.check(settings, problems);
    problems.throwIfAny();
    return new Read(
        new ConfigurationReader(settings).settings(),
        report(settings),
        Upstash.warning(sources.environment(), settings));
  }

  /** Returns where each setting stands, also where it is wrong. */
  static SettingsReport report(ConfigurationSources sources) {
    return report(SettingsCollector.collect(sources, new Problems()));
  }

  private static SettingsReport report(Settings settings) {
    Stream<EffectiveSetting> ofManager =
        Keys.OF_MANAGER.stream()
            .map(
                key -> {
                  Setting setting = settings.find(key);
                  return setting == null
                      ? new EffectiveSetting(key.name(), "none", Setting.DEFAULT)
                      : setting.effective();
                });
    Stream<EffectiveSetting> ofCaches =
        settings.resources().stream()
            .flatMap(resource -> Keys.OF_CACHE.stream().map(key -> key.of(resource)))
            .map(settings::find)
            .filter(Objects::nonNull)
            .map(Setting::effective);
    Stream<EffectiveSetting> ofPlans =
        settings.byName().values().stream()
            .filter(setting -> Keys.findPlan(setting.key().name()) != null)
            .map(Setting::effective)
            .sorted(Comparator.comparing(EffectiveSetting::key));
    return new SettingsReport(Stream.of(ofManager, ofPlans, ofCaches).flatMap(identity()).toList());
  }

  private TiercelSettings settings() {
    return new TiercelSettings(
        settings.flag(Keys.ENABLED),
        near,
        remote,
        stampede,
        new MonitoringSettings(
            settings.flag(Keys.MONITORING_ENABLED),
            (int) settings.number(Keys.MONITORING_MAX_SERIES)),
        codec,
        application(),
        caches());
  }

  private StampedeSettings stampede() {
    return new StampedeSettings(
        Duration.ofMillis(settings.number(Keys.LOAD_TIMEOUT)),
        new LoadSettings(
            (int) settings.number(Keys.TTL_JITTER),
            settings.seconds(Keys.NEGATIVE_TTL),
            settings.decimal(Keys.EARLY_REFRESH),
            Duration.ofMillis(settings.number(Keys.STALE_WHILE_REVALIDATE))));
  }

  private NearSettings near() {
    return new NearSettings(
        settings.flag(Keys.L1_ENABLED),
        settings.seconds(Keys.L1_TTL),
        settings.number(Keys.L1_MAX_ENTRIES),
        settings.number(Keys.L1_MAX_SIZE) * BYTES_PER_MB,
        settings.flag(Keys.L1_WARM),
        settings.choice(Keys.L1_SLIDING, Sliding.class));
  }

  private RemoteSettings remote() {
    return new RemoteSettings(
        settings.flag(Keys.L2_ENABLED),
        servers(),
        settings.text(Keys.L2_KEY_PREFIX),
        settings.choice(Keys.L2_HASH_TAG, HashTag.class),
        Duration.ofMillis(settings.number(Keys.L2_TIMEOUT)),
        (int) settings.number(Keys.L2_MIN_REPLICAS_ACK),
        settings.seconds(Keys.L2_TTL),
        new OutageSettings(
            settings.choice(Keys.ON_OUTAGE, FailurePolicy.class),
            settings.choice(Keys.ON_OUTAGE_ATOMIC, AtomicFailurePolicy.class),
            settings.seconds(Keys.L1_DEGRADED_MAX_AGE)));
  }

  private RemoteServers servers() {
    List<Address> addresses = settings.list(Keys.L2_ADDRESS).stream().map(Address::parse).toList();
    Address.Credentials within =
        addresses.stream()
            .flatMap(address -> Stream.ofNullable(address.credentials()))
            .findFirst()
            .orElse(new Address.Credentials(null, null));
    return new RemoteServers(
        addresses.stream().map(Address::server).toList(),
        settings.findText(Keys.L2_SENTINEL_MASTER),
        settings.findText(Keys.L2_REDISSON_CONFIG),
        credential(Keys.L2_USERNAME, within.username()),
        credential(Keys.L2_PASSWORD, within.password()));
  }

  /** Returns what the key says, unless an address of a stronger layer says who to be. */
  private @Nullable String credential(Key key, @Nullable String within) {
    Setting own = settings.find(key);
    Setting address = settings.find(Keys.L2_ADDRESS);
    boolean ownCounts =
        own != null
            && (address == null
                || !address.text().contains("@")
                || own.isAtLeastAsStrongAs(address));
    return ownCounts ? settings.findText(key) : within;
  }

  private CodecSettings codec() {
    String keys = settings.findText(Keys.CODEC_ENCRYPTION_KEYS);
    return new CodecSettings(
        settings.list(Keys.CODEC_ALLOW),
        new ValueSettings(
            settings.choice(Keys.CODEC_DEFAULT, ValueCodec.class),
            (int) settings.number(Keys.CODEC_COMPRESS_OVER),
            false),
        keys == null ? List.of() : EncryptionKey.parse(keys));
  }

  private ApplicationSettings application() {
    return new ApplicationSettings(
        settings.flag(Keys.CACHE_ON_WRITE),
        rateLimit(),
        settings.list(Keys.HTTP_TRUSTED_PROXIES),
        new TenantSettings(
            settings.findText(Keys.TENANT_HEADER), settings.findText(Keys.TENANT_CLAIM)),
        new AnalyticsSettings(
            settings.findText(Keys.PERSISTENCE_UNIT),
            settings.seconds(Keys.ANALYTICS_INTERVAL),
            (int) settings.number(Keys.ANALYTICS_RETENTION),
            settings.findText(Keys.ANALYTICS_MIGRATE)),
        settings.seconds(Keys.WARM_UP_WAIT));
  }

  private RateLimitSettings rateLimit() {
    Map<String, Long> plans = new HashMap<>();
    settings
        .byName()
        .forEach(
            (name, setting) -> {
              String plan = Keys.findPlan(name);
              if (plan != null) {
                plans.put(plan, settings.number(setting.key()));
              }
            });
    return new RateLimitSettings(
        settings.number(Keys.RATE_LIMIT_MAX_REQUESTS),
        settings.findNumber(Keys.RATE_LIMIT_PER_USER),
        plans,
        settings.seconds(Keys.RATE_LIMIT_WINDOW),
        settings.choice(Keys.RATE_LIMIT_ALGORITHM, Algorithm.class),
        settings.choice(Keys.RATE_LIMIT_ON_OUTAGE, OutagePolicy.class));
  }

  private Map<String, CacheSettings> caches() {
    return settings.resources().stream()
        .map(this::cache)
        .collect(toUnmodifiableMap(CacheSettings::resource, identity()));
  }

  private CacheSettings cache(String resource) {
    return new CacheSettings(
        resource,
        copies(resource),
        settings.seconds(Keys.CACHE_L2_TTL.of(resource), remote.timeToLive()),
        Objects.requireNonNullElse(
            settings.findText(Keys.CACHE_VERSION.of(resource)), CacheSettings.DEFAULT_VERSION),
        settings.choice(Keys.CACHE_SCOPE.of(resource), Scope.TENANT),
        settings.list(Keys.CACHE_CASCADES_TO.of(resource)),
        values(resource),
        loads(resource));
  }

  private LoadSettings loads(String resource) {
    LoadSettings otherwise = stampede.loads();
    return new LoadSettings(
        (int) settings.number(Keys.CACHE_TTL_JITTER.of(resource), otherwise.ttlJitterPercent()),
        settings.seconds(Keys.CACHE_NEGATIVE_TTL.of(resource), otherwise.negativeTimeToLive()),
        settings.decimal(Keys.CACHE_EARLY_REFRESH.of(resource), otherwise.earlyRefreshBeta()),
        Duration.ofMillis(
            settings.number(
                Keys.CACHE_STALE_WHILE_REVALIDATE.of(resource),
                otherwise.staleWhileRevalidate().toMillis())));
  }

  private CopySettings copies(String resource) {
    return new CopySettings(
        near.enabled() && settings.flag(Keys.CACHE_L1_ENABLED.of(resource), true),
        settings.seconds(Keys.CACHE_L1_TTL.of(resource), near.timeToLive()),
        settings.choice(Keys.CACHE_L1_SLIDING.of(resource), near.sliding()));
  }

  private ValueSettings values(String resource) {
    return new ValueSettings(
        settings.choice(Keys.CACHE_CODEC.of(resource), codec.values().codec()),
        (int)
            settings.number(
                Keys.CACHE_COMPRESS_OVER.of(resource), codec.values().compressOverBytes()),
        settings.flag(Keys.CACHE_ENCRYPTED.of(resource), false));
  }
}
