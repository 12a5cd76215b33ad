/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.configuration.Factory;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The configuration of a cache keeps what it is told, and no more. */
class TiercelConfigurationTest {
  private static final LoadSettings LOADS =
      new LoadSettings(7, Duration.ofSeconds(5), 1.5, Duration.ofMinutes(1));
  private static final Factory<Loader> LOADER = FactoryBuilder.factoryOf(Loader.class);
  private static final Factory<Writer> WRITER = FactoryBuilder.factoryOf(Writer.class);
  private static final MutableCacheEntryListenerConfiguration<String, Integer> LISTENER =
      new MutableCacheEntryListenerConfiguration<>(
          FactoryBuilder.factoryOf(Listener.class), null, true, true);

  private static TiercelConfiguration.Builder<String, Integer> builder() {
    return TiercelConfiguration.builder(String.class, Integer.class);
  }

  private static TiercelConfiguration<String, Integer> full() {
    return builder()
        .listener(LISTENER)
        .loader(LOADER)
        .writer(WRITER)
        .expiry(CreatedExpiryPolicy.factoryOf(javax.cache.expiry.Duration.ONE_HOUR))
        .readThrough(true)
        .writeThrough(true)
        .storeByValue(false)
        .statisticsEnabled(true)
        .managementEnabled(true)
        .nearTimeToLive(Duration.ofSeconds(3))
        .nearSliding(Sliding.COALESCED)
        .version("v2")
        .codec(ValueCodec.JSON)
        .compressOverBytes(100)
        .encrypted(true)
        .loads(LOADS)
        .build();
  }

  /** Changes of one part each. */
  static Stream<UnaryOperator<TiercelConfiguration.Builder<String, Integer>>> changes() {
    return Stream.of(
        builder ->
            builder.listener(
                new MutableCacheEntryListenerConfiguration<>(
                    FactoryBuilder.factoryOf(Listener.class), null, false, true)),
        builder -> builder.readThrough(false).loader(null),
        builder -> builder.writeThrough(false).writer(null),
        builder -> builder.expiry(EternalExpiryPolicy.factoryOf()),
        builder -> builder.readThrough(false),
        builder -> builder.writeThrough(false),
        builder -> builder.storeByValue(true),
        builder -> builder.statisticsEnabled(false),
        builder -> builder.managementEnabled(false),
        builder -> builder.nearTimeToLive(Duration.ofSeconds(4)),
        builder -> builder.nearSliding(Sliding.EXACT),
        builder -> builder.version("v3"),
        builder -> builder.codec(ValueCodec.JAVA),
        builder -> builder.compressOverBytes(0),
        builder -> builder.encrypted(false),
        builder -> builder.loads(LOADS.withTtlJitterPercent(8)),
        builder -> builder.loads(LOADS.withNegativeTimeToLive(Duration.ZERO)),
        builder -> builder.loads(LOADS.withEarlyRefreshBeta(1)),
        builder -> builder.loads(LOADS.withStaleWhileRevalidate(Duration.ZERO)));
  }

  @Test
  void build_typesAlone_hasTheDefaultsOfJsr107() {
    TiercelConfiguration<String, Integer> configuration = builder().build();
    MutableConfiguration<String, Integer> theirs =
        new MutableConfiguration<String, Integer>().setTypes(String.class, Integer.class);

    assertThat(new MutableConfiguration<>(configuration)).isEqualTo(theirs);
    assertThat(configuration.nearTimeToLive()).isNull();
    assertThat(configuration.nearSliding()).isNull();
    assertThat(configuration.version()).isNull();
    assertThat(configuration.codec()).isNull();
    assertThat(configuration.compressOverBytes()).isNull();
    assertThat(configuration.encrypted()).isNull();
    assertThat(configuration.loads()).isNull();
  }

  @Test
  void build_everything_isKept() {
    TiercelConfiguration<String, Integer> full = full();

    assertThat(full.getKeyType()).isEqualTo(String.class);
    assertThat(full.getValueType()).isEqualTo(Integer.class);
    assertThat(full.getCacheEntryListenerConfigurations()).containsExactly(LISTENER);
    assertThat(full.getCacheLoaderFactory()).isEqualTo(LOADER);
    assertThat(full.getCacheWriterFactory()).isEqualTo(WRITER);
    assertThat(full.getExpiryPolicyFactory())
        .isEqualTo(CreatedExpiryPolicy.factoryOf(javax.cache.expiry.Duration.ONE_HOUR));
    assertThat(full.isReadThrough()).isTrue();
    assertThat(full.isWriteThrough()).isTrue();
    assertThat(full.isStoreByValue()).isFalse();
    assertThat(full.isStatisticsEnabled()).isTrue();
    assertThat(full.isManagementEnabled()).isTrue();
    assertThat(full.nearTimeToLive()).hasSeconds(3);
    assertThat(full.nearSliding()).isEqualTo(Sliding.COALESCED);
    assertThat(full.version()).isEqualTo("v2");
  }

  @Test
  void builder_fromAnotherConfiguration_copiesAll() {
    MutableConfiguration<String, Integer> theirs = new MutableConfiguration<>(full());

    assertThat(TiercelConfiguration.builder(full()).build()).isEqualTo(full());
    assertThat(new MutableConfiguration<>(TiercelConfiguration.builder(theirs).build()))
        .isEqualTo(theirs);
  }

  @Test
  void equals_equalParts_isEqual() {
    assertThat(full()).isEqualTo(full()).hasSameHashCodeAs(full());
  }

  @ParameterizedTest
  @MethodSource("changes")
  void equals_onePartDiffers_isNotEqual(
      UnaryOperator<TiercelConfiguration.Builder<String, Integer>> change) {
    assertThat(change.apply(TiercelConfiguration.builder(full())).build()).isNotEqualTo(full());
  }

  @Test
  void equals_otherTypes_isNotEqual() {
    assertThat(TiercelConfiguration.builder(String.class, Object.class).build())
        .isNotEqualTo(TiercelConfiguration.builder(String.class, String.class).build())
        .isNotEqualTo(TiercelConfiguration.builder(Object.class, Object.class).build());
  }

  @Test
  void serialization_everything_survives() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream output = new ObjectOutputStream(bytes)) {
      output.writeObject(full());
    }
    try (ObjectInputStream input =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(input.readObject()).isEqualTo(full());
    }
  }

  @Test
  void build_builderUsedAgain_leavesTheFirstAlone() {
    TiercelConfiguration.Builder<String, Integer> builder = builder();
    TiercelConfiguration<String, Integer> first = builder.build();

    builder.listener(LISTENER);

    assertThat(first.getCacheEntryListenerConfigurations()).isEmpty();
  }

  @Test
  void builder_wrongArguments_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().readThrough(true).build())
        .withMessageStartingWith("TIERCEL-1105 ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().writeThrough(true).build())
        .withMessageStartingWith("TIERCEL-1106 ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().listener(LISTENER).listener(LISTENER))
        .withMessageStartingWith("TIERCEL-1107 ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().nearTimeToLive(Duration.ZERO))
        .withMessageStartingWith("TIERCEL-1100 ")
        .withMessageContaining("l1.ttl-seconds=PT0S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().compressOverBytes(-1))
        .withMessageStartingWith("TIERCEL-1101 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v:1", "v 1", "123456789012345678901234567890123"})
  void version_malformed_isRefused(String version) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().version(version))
        .withMessageStartingWith("TIERCEL-1103 ")
        .withMessageContaining("version=" + version + " (");
  }

  @Test
  @SuppressWarnings("NullAway") // What a caller without null checks may do.
  void builder_nullArguments_areNamed() {
    assertThatNullPointerException()
        .isThrownBy(() -> TiercelConfiguration.builder(null, Integer.class))
        .withMessage("keyType");
    assertThatNullPointerException().isThrownBy(() -> builder().expiry(null)).withMessage("expiry");
  }

  @Test
  void overriddenBy_ownSettings_beatTheKeys() {
    CacheSettings settings =
        new CacheSettings(
            "messages",
            new CopySettings(true, Duration.ofSeconds(60), Sliding.EXACT),
            Duration.ofSeconds(900),
            "v1",
            Scope.SHARED,
            List.of("conversations"),
            ValueSettings.DEFAULT,
            LoadSettings.OFF);

    assertThat(settings.overriddenBy(builder().build())).isEqualTo(settings);
    assertThat(settings.overriddenBy(full()))
        .isEqualTo(
            new CacheSettings(
                "messages",
                new CopySettings(true, Duration.ofSeconds(3), Sliding.COALESCED),
                Duration.ofSeconds(900),
                "v2",
                Scope.SHARED,
                List.of("conversations"),
                new ValueSettings(ValueCodec.JSON, 100, true),
                LOADS));
  }

  /** Loads nothing. */
  static final class Loader implements CacheLoader<String, Integer> {
    @Override
    public Integer load(String key) {
      return key.length();
    }

    @Override
    public Map<String, Integer> loadAll(Iterable<? extends String> keys) {
      return Map.of();
    }
  }

  /** Writes nothing. */
  static final class Writer implements CacheWriter<String, Integer> {
    @Override
    public void write(Cache.Entry<? extends String, ? extends Integer> entry) {}

    @Override
    public void writeAll(
        java.util.Collection<Cache.Entry<? extends String, ? extends Integer>> entries) {}

    @Override
    public void delete(Object key) {}

    @Override
    public void deleteAll(java.util.Collection<?> keys) {}
  }

  /** Hears nothing. */
  static final class Listener implements CacheEntryCreatedListener<String, Integer>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends Integer>> events) {}
  }
}
