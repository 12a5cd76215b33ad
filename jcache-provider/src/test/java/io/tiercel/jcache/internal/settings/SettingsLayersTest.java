/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.tiercel.jcache.config.AtomicFailurePolicy;
import io.tiercel.jcache.config.CacheSettings;
import io.tiercel.jcache.config.EncryptionKey;
import io.tiercel.jcache.config.FailurePolicy;
import io.tiercel.jcache.config.HashTag;
import io.tiercel.jcache.config.Scope;
import io.tiercel.jcache.config.Sliding;
import io.tiercel.jcache.config.TiercelSettings;
import io.tiercel.jcache.config.ValueCodec;
import io.tiercel.ratelimit.Algorithm;
import io.tiercel.ratelimit.OutagePolicy;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each key reaches its setting from each layer, and the stronger layer wins. */
class SettingsLayersTest {

  /**
   * A key, two values that it may have, and where they are found.
   *
   * @param key the key
   * @param setting finds the key's setting
   * @param first a value as text
   * @param firstRead the same value as it is read
   * @param second another value as text, not the default
   * @param secondRead the same value as it is read
   */
  record Sample(
      Key key,
      Function<TiercelSettings, Object> setting,
      String first,
      Object firstRead,
      String second,
      Object secondRead) {}

  private static final String KEYS =
      " k.2:1HNeOiZeFu7gP1lxi5tdAwGcB9i2xR+Q2jpmbuwTqzU= ," + SourcesFixture.ENCRYPTION_KEY;

  private static final List<Sample> OF_MANAGER =
      List.of(
          flag(Keys.ENABLED, TiercelSettings::enabled),
          flag(Keys.L1_ENABLED, all -> all.near().enabled()),
          seconds(Keys.L1_TTL, all -> all.near().timeToLive()),
          number(Keys.L1_MAX_ENTRIES, all -> all.near().maxEntries()),
          new Sample(
              Keys.L1_MAX_SIZE, all -> all.near().maxBytes(), "3", 3_145_728L, "1", 1_048_576L),
          flag(Keys.L1_WARM, all -> all.near().warmOnRemoteHit()),
          new Sample(
              Keys.L1_SLIDING,
              all -> all.near().sliding(),
              "exact",
              Sliding.EXACT,
              "COALESCED",
              Sliding.COALESCED),
          seconds(Keys.L1_DEGRADED_MAX_AGE, all -> all.remote().outage().degradedMaxAge()),
          flag(Keys.L2_ENABLED, all -> all.remote().enabled()),
          seconds(Keys.L2_TTL, all -> all.remote().timeToLive()),
          new Sample(
              Keys.L2_ADDRESS,
              all -> all.remote().servers().addresses(),
              "redis://one:6380",
              List.of("redis://one:6380"),
              "rediss://two,REDISS://[::1]:7000/0",
              List.of("rediss://two:6379", "rediss://[::1]:7000")),
          text(Keys.L2_SENTINEL_MASTER, all -> all.remote().servers().sentinelMaster()),
          text(Keys.L2_REDISSON_CONFIG, all -> all.remote().servers().redissonConfig()),
          text(Keys.L2_USERNAME, all -> all.remote().servers().username()),
          new Sample(
              Keys.L2_PASSWORD,
              all -> all.remote().servers().password(),
              "012",
              "012",
              " with blanks ",
              " with blanks "),
          new Sample(
              Keys.L2_KEY_PREFIX, all -> all.remote().keyPrefix(), "", "", "shop:a", "shop:a"),
          new Sample(
              Keys.L2_HASH_TAG,
              all -> all.remote().hashTag(),
              "tenant",
              HashTag.TENANT,
              "cache",
              HashTag.CACHE),
          new Sample(
              Keys.L2_TIMEOUT,
              all -> all.remote().timeout(),
              "300",
              Duration.ofMillis(300),
              "1",
              Duration.ofMillis(1)),
          new Sample(
              Keys.L2_MIN_REPLICAS_ACK, all -> all.remote().minReplicasAck(), "2", 2, "0", 0),
          new Sample(
              Keys.LOAD_TIMEOUT,
              all -> all.stampede().loadTimeout(),
              "2500",
              Duration.ofMillis(2500),
              "100",
              Duration.ofMillis(100)),
          percent(Keys.TTL_JITTER, all -> all.stampede().loads().ttlJitterPercent()),
          seconds(Keys.NEGATIVE_TTL, all -> all.stampede().loads().negativeTimeToLive()),
          beta(Keys.EARLY_REFRESH, all -> all.stampede().loads().earlyRefreshBeta()),
          millis(Keys.STALE_WHILE_REVALIDATE, all -> all.stampede().loads().staleWhileRevalidate()),
          new Sample(
              Keys.ON_OUTAGE,
              all -> all.remote().outage().onOutage(),
              "degrade",
              FailurePolicy.DEGRADE,
              "FAIL",
              FailurePolicy.FAIL),
          new Sample(
              Keys.ON_OUTAGE_ATOMIC,
              all -> all.remote().outage().onOutageAtomic(),
              "fail",
              AtomicFailurePolicy.FAIL,
              "local",
              AtomicFailurePolicy.LOCAL),
          flag(Keys.MONITORING_ENABLED, TiercelSettings::monitoringEnabled),
          new Sample(
              Keys.MONITORING_MAX_SERIES, all -> all.monitoring().maxSeries(), "50", 50, "0", 0),
          flag(Keys.CACHE_ON_WRITE, settings -> settings.application().cacheOnWrite()),
          new Sample(
              Keys.CODEC_ALLOW,
              all -> all.codec().allow(),
              "com.acme.Order",
              List.of("com.acme.Order"),
              "com.acme.* , com.acme.sub.**, a.B$C",
              List.of("com.acme.*", "com.acme.sub.**", "a.B$C")),
          new Sample(
              Keys.CODEC_DEFAULT,
              all -> all.codec().values().codec(),
              "java",
              ValueCodec.JAVA,
              "JSON",
              ValueCodec.JSON),
          new Sample(
              Keys.CODEC_COMPRESS_OVER,
              all -> all.codec().values().compressOverBytes(),
              "0",
              0,
              "67108864",
              67_108_864),
          new Sample(
              Keys.CODEC_ENCRYPTION_KEYS,
              all -> all.codec().encryptionKeys(),
              SourcesFixture.ENCRYPTION_KEY,
              EncryptionKey.parse(SourcesFixture.ENCRYPTION_KEY),
              KEYS,
              EncryptionKey.parse(KEYS)),
          number(Keys.RATE_LIMIT_MAX_REQUESTS, all -> all.application().rateLimit().maxRequests()),
          number(Keys.RATE_LIMIT_PER_USER, all -> all.application().rateLimit().perUser()),
          seconds(Keys.RATE_LIMIT_WINDOW, all -> all.application().rateLimit().window()),
          new Sample(
              Keys.RATE_LIMIT_ALGORITHM,
              all -> all.application().rateLimit().algorithm(),
              "token-bucket",
              Algorithm.TOKEN_BUCKET,
              "Fixed-Window",
              Algorithm.FIXED_WINDOW),
          new Sample(
              Keys.RATE_LIMIT_ON_OUTAGE,
              all -> all.application().rateLimit().onOutage(),
              "open",
              OutagePolicy.OPEN,
              "closed",
              OutagePolicy.CLOSED),
          new Sample(
              Keys.HTTP_TRUSTED_PROXIES,
              all -> all.application().trustedProxies(),
              "10.0.0.1",
              List.of("10.0.0.1"),
              "10.0.0.0/8, ::1",
              List.of("10.0.0.0/8", "::1")),
          text(Keys.TENANT_HEADER, all -> all.application().tenant().header()),
          text(Keys.TENANT_CLAIM, all -> all.application().tenant().claim()),
          text(Keys.PERSISTENCE_UNIT, all -> all.application().analytics().persistenceUnit()),
          new Sample(
              Keys.ANALYTICS_INTERVAL,
              all -> all.application().analytics().interval(),
              "10",
              Duration.ofSeconds(10),
              "3600",
              Duration.ofHours(1)),
          new Sample(
              Keys.ANALYTICS_RETENTION,
              all -> all.application().analytics().retentionDays(),
              "2",
              2,
              "365",
              365),
          text(Keys.ANALYTICS_MIGRATE, all -> all.application().analytics().migrateDataSource()),
          new Sample(
              Keys.WARM_UP_WAIT,
              all -> all.application().warmUpWait(),
              "10",
              Duration.ofSeconds(10),
              "3600",
              Duration.ofHours(1)));

  private static final List<Sample> OF_CACHE =
      List.of(
          flag(Keys.CACHE_L1_ENABLED, cache(all -> all.near().enabled())),
          seconds(Keys.CACHE_L1_TTL, cache(all -> all.near().timeToLive())),
          new Sample(
              Keys.CACHE_L1_SLIDING,
              cache(all -> all.near().sliding()),
              "exact",
              Sliding.EXACT,
              "coalesced",
              Sliding.COALESCED),
          seconds(Keys.CACHE_L2_TTL, cache(CacheSettings::remoteTimeToLive)),
          text(Keys.CACHE_VERSION, cache(CacheSettings::version)),
          new Sample(
              Keys.CACHE_SCOPE,
              cache(CacheSettings::scope),
              "tenant",
              Scope.TENANT,
              "shared",
              Scope.SHARED),
          new Sample(
              Keys.CACHE_CASCADES_TO,
              cache(CacheSettings::cascadesTo),
              "conversations",
              List.of("conversations"),
              "dashboard-stats, reports.daily",
              List.of("dashboard-stats", "reports.daily")),
          new Sample(
              Keys.CACHE_CODEC,
              cache(resource -> resource.values().codec()),
              "fory",
              ValueCodec.FORY,
              "json",
              ValueCodec.JSON),
          new Sample(
              Keys.CACHE_COMPRESS_OVER,
              cache(resource -> resource.values().compressOverBytes()),
              "1",
              1,
              "0",
              0),
          flag(Keys.CACHE_ENCRYPTED, cache(resource -> resource.values().encrypted())),
          percent(Keys.CACHE_TTL_JITTER, cache(all -> all.loads().ttlJitterPercent())),
          seconds(Keys.CACHE_NEGATIVE_TTL, cache(all -> all.loads().negativeTimeToLive())),
          beta(Keys.CACHE_EARLY_REFRESH, cache(all -> all.loads().earlyRefreshBeta())),
          millis(
              Keys.CACHE_STALE_WHILE_REVALIDATE, cache(all -> all.loads().staleWhileRevalidate())));

  private static Sample flag(Key key, Function<TiercelSettings, Object> setting) {
    return new Sample(key, setting, "true", true, "FALSE", false);
  }

  private static Sample percent(Key key, Function<TiercelSettings, Object> setting) {
    return new Sample(key, setting, "10", 10, "90", 90);
  }

  private static Sample beta(Key key, Function<TiercelSettings, Object> setting) {
    return new Sample(key, setting, "1.25", 1.25, "10", 10.0);
  }

  private static Sample millis(Key key, Function<TiercelSettings, Object> setting) {
    return new Sample(
        key, setting, "1500", Duration.ofMillis(1500), "86400000", Duration.ofDays(1));
  }

  private static Sample number(Key key, Function<TiercelSettings, Object> setting) {
    return new Sample(key, setting, "17", 17L, "1000000000", 1_000_000_000L);
  }

  private static Sample seconds(Key key, Function<TiercelSettings, Object> setting) {
    Duration day = Duration.ofDays(1);
    return new Sample(key, setting, "7", Duration.ofSeconds(7), "86400", day);
  }

  private static Sample text(Key key, Function<TiercelSettings, Object> setting) {
    return new Sample(key, setting, "first-1", "first-1", "second_2", "second_2");
  }

  private static Function<TiercelSettings, Object> cache(Function<CacheSettings, Object> setting) {
    return all -> setting.apply(all.cache("messages"));
  }

  private static Stream<Sample> samples() {
    return Stream.concat(
        OF_MANAGER.stream(),
        OF_CACHE.stream()
            .map(
                sample ->
                    new Sample(
                        sample.key.of("messages"),
                        sample.setting,
                        sample.first,
                        sample.firstRead,
                        sample.second,
                        sample.secondRead)));
  }

  private static boolean canHold(Layer layer, Key key) {
    return switch (layer) {
      case DEFAULTS -> false;
      case ENVIRONMENT -> key.variable() != null;
      default -> true;
    };
  }

  static Stream<Arguments> everyKeyInEveryLayer() {
    return samples()
        .flatMap(
            sample ->
                Stream.of(Layer.values())
                    .filter(layer -> canHold(layer, sample.key))
                    .map(layer -> argumentSet(sample.key.name() + " in " + layer, sample, layer)));
  }

  static Stream<Arguments> everyKeyInEveryPairOfLayers() {
    return everyKeyInEveryLayer()
        .flatMap(
            arguments -> {
              Sample sample = (Sample) arguments.get()[0];
              Layer stronger = (Layer) arguments.get()[1];
              return Stream.of(Layer.values())
                  .filter(weaker -> weaker.compareTo(stronger) > 0)
                  .filter(weaker -> canHold(weaker, sample.key))
                  .map(
                      weaker ->
                          argumentSet(
                              sample.key.name() + " in " + stronger + " and " + weaker,
                              sample,
                              stronger,
                              weaker));
            });
  }

  @Test
  void samples_all_coverEveryKey() {
    assertThat(OF_MANAGER).extracting(Sample::key).containsExactlyElementsOf(Keys.OF_MANAGER);
    assertThat(OF_CACHE).extracting(Sample::key).containsExactlyElementsOf(Keys.OF_CACHE);
  }

  @ParameterizedTest
  @MethodSource("everyKeyInEveryLayer")
  void read_keyInOneLayer_isTaken(Sample sample, Layer layer) {
    try (SourcesFixture first = new SourcesFixture().set(layer, sample.key, sample.first);
        SourcesFixture second = new SourcesFixture().set(layer, sample.key, sample.second)) {
      assertThat(sample.setting.apply(first.read())).isEqualTo(sample.firstRead);
      assertThat(sample.setting.apply(second.read())).isEqualTo(sample.secondRead);
    }
  }

  @ParameterizedTest
  @MethodSource("everyKeyInEveryPairOfLayers")
  void read_keyInTwoLayers_strongerWins(Sample sample, Layer stronger, Layer weaker) {
    try (SourcesFixture fixture = new SourcesFixture()) {
      fixture.set(stronger, sample.key, sample.second).set(weaker, sample.key, sample.first);

      assertThat(sample.setting.apply(fixture.read())).isEqualTo(sample.secondRead);
    }
  }

  @Test
  void layers_inOrder_areTheDocumentedOnes() {
    assertThat(Layer.values())
        .containsExactly(
            Layer.MANAGER_PROPERTIES,
            Layer.SYSTEM_PROPERTIES,
            Layer.ENVIRONMENT,
            Layer.SETTINGS_SOURCES,
            Layer.APPLICATION_FILE,
            Layer.DEFAULTS);
  }

  @Test
  void variables_all_areTheDocumentedOnes() {
    assertThat(Keys.OF_MANAGER)
        .extracting(Key::variable)
        .filteredOn(variable -> variable != null)
        .containsExactlyInAnyOrder(
            "CACHE_ENABLED",
            "CACHE_L1_ENABLED",
            "CACHE_L1_TTL_SECONDS",
            "CACHE_L1_MAX_SIZE_MB",
            "CACHE_L1_MAX_ENTRIES",
            "CACHE_L2_ENABLED",
            "CACHE_L2_TTL_SECONDS",
            "REDIS_URL",
            "CACHE_MONITORING_ENABLED",
            "CACHE_WRITE_THROUGH",
            "CACHE_CODEC_ALLOW",
            "RATE_LIMIT_MAX_REQUESTS",
            "RATE_LIMIT_PER_USER");
  }
}
