/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

import static java.util.Objects.requireNonNull;

import java.io.Serial;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of one cache: all that JSR-107 knows, and what this provider adds. Immutable;
 * serializable where its factories and listeners are. Two are equal when all their parts are.
 *
 * <p>What the builder sets beats every key under {@code tiercel}.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class TiercelConfiguration<K, V> implements CompleteConfiguration<K, V> {
  @Serial private static final long serialVersionUID = 1L;

  private final Class<K> keyType;
  private final Class<V> valueType;
  private final Set<CacheEntryListenerConfiguration<K, V>> listeners;
  private final @Nullable Factory<CacheLoader<K, V>> loader;
  private final @Nullable Factory<CacheWriter<? super K, ? super V>> writer;
  private final Factory<ExpiryPolicy> expiry;
  private final boolean readThrough;
  private final boolean writeThrough;
  private final boolean storeByValue;
  private final boolean statisticsEnabled;
  private final boolean managementEnabled;
  private final CacheOverrides overrides;

  private TiercelConfiguration(Builder<K, V> builder) {
    keyType = builder.keyType;
    valueType = builder.valueType;
    listeners = Collections.unmodifiableSet(new LinkedHashSet<>(builder.listeners));
    loader = builder.loader;
    writer = builder.writer;
    expiry = builder.expiry;
    readThrough = builder.readThrough;
    writeThrough = builder.writeThrough;
    storeByValue = builder.storeByValue;
    statisticsEnabled = builder.statisticsEnabled;
    managementEnabled = builder.managementEnabled;
    overrides = builder.overrides();
  }

  /**
   * Returns a builder of a configuration that stores by value and never expires.
   *
   * @param keyType the type that keys are checked against, {@code Object.class} for no check
   * @param valueType the type that values are checked against, {@code Object.class} for no check
   */
  public static <K, V> Builder<K, V> builder(Class<K> keyType, Class<V> valueType) {
    return new Builder<>(keyType, valueType);
  }

  /** Returns a builder that begins with everything that another configuration says. */
  public static <K, V> Builder<K, V> builder(CompleteConfiguration<K, V> template) {
    return new Builder<>(template);
  }

  @Override
  public Class<K> getKeyType() {
    return keyType;
  }

  @Override
  public Class<V> getValueType() {
    return valueType;
  }

  @Override
  public boolean isStoreByValue() {
    return storeByValue;
  }

  @Override
  public boolean isReadThrough() {
    return readThrough;
  }

  @Override
  public boolean isWriteThrough() {
    return writeThrough;
  }

  @Override
  public boolean isStatisticsEnabled() {
    return statisticsEnabled;
  }

  @Override
  public boolean isManagementEnabled() {
    return managementEnabled;
  }

  /** Returns the listener configurations in the order in which they were added; unmodifiable. */
  @Override
  public Iterable<CacheEntryListenerConfiguration<K, V>> getCacheEntryListenerConfigurations() {
    return listeners;
  }

  /** Returns the factory of the loader, or null if there is none. */
  @Override
  public @Nullable Factory<CacheLoader<K, V>> getCacheLoaderFactory() {
    return loader;
  }

  /** Returns the factory of the writer, or null if there is none. */
  @Override
  public @Nullable Factory<CacheWriter<? super K, ? super V>> getCacheWriterFactory() {
    return writer;
  }

  @Override
  public Factory<ExpiryPolicy> getExpiryPolicyFactory() {
    return expiry;
  }

  /** Returns the longest life of a copy in L1, or null where the keys decide. */
  public @Nullable Duration nearTimeToLive() {
    return overrides.nearTimeToLive();
  }

  /** Returns how L1 serves entries that live on with each access, or null where the keys decide. */
  public @Nullable Sliding nearSliding() {
    return overrides.nearSliding();
  }

  /** Returns the schema version in the Redis keys, or null where the keys decide. */
  public @Nullable String version() {
    return overrides.version();
  }

  /** Returns what makes bytes of the values, or null where the keys decide. */
  public @Nullable ValueCodec codec() {
    return overrides.codec();
  }

  /** Returns the size in bytes above which values are compressed, or null where the keys decide. */
  public @Nullable Integer compressOverBytes() {
    return overrides.compressOverBytes();
  }

  /** Returns whether values are encrypted, or null where the keys decide. */
  public @Nullable Boolean encrypted() {
    return overrides.encrypted();
  }

  /** Returns what keeps its loads apart, or null where the keys decide. */
  public @Nullable LoadSettings loads() {
    return overrides.loads();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TiercelConfiguration<?, ?> that
        && keyType.equals(that.keyType)
        && valueType.equals(that.valueType)
        && listeners.equals(that.listeners)
        && Objects.equals(loader, that.loader)
        && Objects.equals(writer, that.writer)
        && expiry.equals(that.expiry)
        && readThrough == that.readThrough
        && writeThrough == that.writeThrough
        && storeByValue == that.storeByValue
        && statisticsEnabled == that.statisticsEnabled
        && managementEnabled == that.managementEnabled
        && overrides.equals(that.overrides);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        keyType, valueType, listeners, loader, writer, expiry, storeByValue, overrides);
  }

  @Override
  public String toString() {
    return "TiercelConfiguration["
        + (keyType.getName() + " -> " + valueType.getName())
        + (", storeByValue=" + storeByValue)
        + (", nearTimeToLive=" + overrides.nearTimeToLive())
        + (", version=" + overrides.version())
        + (", codec=" + overrides.codec())
        + (", encrypted=" + overrides.encrypted())
        + "]";
  }

  /**
   * Makes a configuration. For one thread.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   */
  public static final class Builder<K, V> {
    private final Class<K> keyType;
    private final Class<V> valueType;
    private final Set<CacheEntryListenerConfiguration<K, V>> listeners = new LinkedHashSet<>();
    private @Nullable Factory<CacheLoader<K, V>> loader;
    private @Nullable Factory<CacheWriter<? super K, ? super V>> writer;
    private Factory<ExpiryPolicy> expiry = EternalExpiryPolicy.factoryOf();
    private boolean readThrough;
    private boolean writeThrough;
    private boolean storeByValue = true;
    private boolean statisticsEnabled;
    private boolean managementEnabled;
    private @Nullable Duration nearTimeToLive;
    private @Nullable Sliding nearSliding;
    private @Nullable String version;
    private @Nullable ValueCodec codec;
    private @Nullable Integer compressOverBytes;
    private @Nullable Boolean encrypted;
    private @Nullable LoadSettings loads;

    private Builder(Class<K> keyType, Class<V> valueType) {
      this.keyType = requireNonNull(keyType, "keyType");
      this.valueType = requireNonNull(valueType, "valueType");
    }

    private Builder(CompleteConfiguration<K, V> template) {
      this(template.getKeyType(), template.getValueType());
      template.getCacheEntryListenerConfigurations().forEach(listeners::add);
      loader = template.getCacheLoaderFactory();
      writer = template.getCacheWriterFactory();
      expiry = template.getExpiryPolicyFactory();
      readThrough = template.isReadThrough();
      writeThrough = template.isWriteThrough();
      storeByValue = template.isStoreByValue();
      statisticsEnabled = template.isStatisticsEnabled();
      managementEnabled = template.isManagementEnabled();
      if (template instanceof TiercelConfiguration<K, V> ours) {
        nearTimeToLive = ours.nearTimeToLive();
        nearSliding = ours.nearSliding();
        version = ours.version();
        codec = ours.codec();
        compressOverBytes = ours.compressOverBytes();
        encrypted = ours.encrypted();
        loads = ours.loads();
      }
    }

    /**
     * Adds a listener.
     *
     * @throws IllegalArgumentException if an equal one was added before
     */
    public Builder<K, V> listener(CacheEntryListenerConfiguration<K, V> listener) {
      if (!listeners.add(requireNonNull(listener, "listener"))) {
        throw new IllegalArgumentException(Messages.listenerTwice(listener));
      }
      return this;
    }

    /** Sets the loader that {@code loadAll} and read-through ask; null for none. */
    @SuppressWarnings("unchecked") // A factory only makes: a narrower loader is a loader.
    public Builder<K, V> loader(@Nullable Factory<? extends CacheLoader<K, V>> loader) {
      this.loader = (Factory<CacheLoader<K, V>>) loader;
      return this;
    }

    /** Sets the writer that write-through tells; null for none. */
    @SuppressWarnings("unchecked") // A factory only makes: a narrower writer is a writer.
    public Builder<K, V> writer(
        @Nullable Factory<? extends CacheWriter<? super K, ? super V>> writer) {
      this.writer = (Factory<CacheWriter<? super K, ? super V>>) writer;
      return this;
    }

    /** Sets the expiry policy; without one entries never expire. */
    @SuppressWarnings("unchecked") // A factory only makes: a narrower policy is a policy.
    public Builder<K, V> expiry(Factory<? extends ExpiryPolicy> expiry) {
      this.expiry = (Factory<ExpiryPolicy>) requireNonNull(expiry, "expiry");
      return this;
    }

    /** Sets whether a miss asks the loader; off without this call. */
    public Builder<K, V> readThrough(boolean readThrough) {
      this.readThrough = readThrough;
      return this;
    }

    /** Sets whether a write tells the writer first; off without this call. */
    public Builder<K, V> writeThrough(boolean writeThrough) {
      this.writeThrough = writeThrough;
      return this;
    }

    /** Sets whether values are copied in and out; on without this call. */
    public Builder<K, V> storeByValue(boolean storeByValue) {
      this.storeByValue = storeByValue;
      return this;
    }

    /** Sets whether statistics are counted; off without this call. */
    public Builder<K, V> statisticsEnabled(boolean statisticsEnabled) {
      this.statisticsEnabled = statisticsEnabled;
      return this;
    }

    /** Sets whether the cache is shown by JMX; off without this call. */
    public Builder<K, V> managementEnabled(boolean managementEnabled) {
      this.managementEnabled = managementEnabled;
      return this;
    }

    /**
     * Sets the longest life of a copy in L1, in place of {@code l1.ttl-seconds}.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder<K, V> nearTimeToLive(Duration nearTimeToLive) {
      Checks.positive("l1.ttl-seconds", nearTimeToLive);
      this.nearTimeToLive = nearTimeToLive;
      return this;
    }

    /** Sets how L1 serves entries that live on with each access, in place of {@code l1.sliding}. */
    public Builder<K, V> nearSliding(Sliding nearSliding) {
      this.nearSliding = requireNonNull(nearSliding, "nearSliding");
      return this;
    }

    /**
     * Sets the schema version in the Redis keys, in place of {@code caches.<resource>.version}.
     *
     * @param version 1 to 32 letters, digits or any of {@code . _ -}
     * @throws IllegalArgumentException if it is malformed
     */
    public Builder<K, V> version(String version) {
      CacheSettings.checkVersion(requireNonNull(version, "version"));
      this.version = version;
      return this;
    }

    /** Sets what makes bytes of the values, in place of {@code caches.<resource>.codec}. */
    public Builder<K, V> codec(ValueCodec codec) {
      this.codec = requireNonNull(codec, "codec");
      return this;
    }

    /**
     * Sets the size in bytes above which values are compressed, in place of {@code
     * caches.<resource>.compress-over-bytes}; 0 for never.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Builder<K, V> compressOverBytes(int compressOverBytes) {
      Checks.notNegative("compress-over-bytes", compressOverBytes);
      this.compressOverBytes = compressOverBytes;
      return this;
    }

    /** Sets whether values are encrypted, in place of {@code caches.<resource>.encrypted}. */
    public Builder<K, V> encrypted(boolean encrypted) {
      this.encrypted = encrypted;
      return this;
    }

    /** Sets what keeps its loads apart, in place of all other keys under {@code stampede}. */
    public Builder<K, V> loads(LoadSettings loads) {
      this.loads = requireNonNull(loads, "loads");
      return this;
    }

    private CacheOverrides overrides() {
      return new CacheOverrides(
          nearTimeToLive, nearSliding, version, codec, compressOverBytes, encrypted, loads);
    }

    /**
     * Returns the configuration.
     *
     * @throws IllegalArgumentException if read-through has no loader, or write-through no writer
     */
    public TiercelConfiguration<K, V> build() {
      if (readThrough && loader == null) {
        throw new IllegalArgumentException(Messages.readThroughWithoutLoader());
      }
      if (writeThrough && writer == null) {
        throw new IllegalArgumentException(Messages.writeThroughWithoutWriter());
      }
      return new TiercelConfiguration<>(this);
    }
  }
}
