/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tenant;

import io.tiercel.jcache.spi.EntryOptions;
import io.tiercel.jcache.spi.LoadingCache;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import javax.cache.CacheManager;
import org.jspecify.annotations.Nullable;

/**
 * Caches by tenant and resource. The cache of a tenant's resource is named {@code tenant:resource},
 * and its entries are found in Redis at {@code tenant:resource:id:version}. Safe for many threads.
 */
public interface TenantCaches {
  /**
   * Returns the tenant caches of a manager.
   *
   * @throws IllegalArgumentException if the manager is not one of Tiercel's
   */
  static TenantCaches of(CacheManager manager) {
    return manager.unwrap(TenantCaches.class);
  }

  /**
   * Returns the cache of a tenant's resource, opened on first use with the settings of {@code
   * tiercel.caches.<resource>}. Opening costs no round trip.
   *
   * @param tenant the tenant's id: 1 to 128 letters, digits or any of {@code . _ - @}; null only
   *     for a resource declared {@code scope = shared}
   * @param resource the resource's name
   * @throws IllegalArgumentException if the tenant's id or the resource's name is malformed, or the
   *     tenant is null and the resource is not shared
   */
  LoadingCache<Object, Object> cache(@Nullable String tenant, String resource);

  /**
   * Returns a cached value, or what the source answers on a miss. See {@link
   * LoadingCache#get(Object, Callable)}.
   *
   * @throws Exception whatever the source throws, unchanged
   */
  <V> @Nullable V get(
      @Nullable String tenant, String resource, Object id, Callable<? extends @Nullable V> source)
      throws Exception;

  /**
   * As {@link #get(String, String, Object, Callable)}; an answer of the source is stored as the
   * options say.
   */
  <V> @Nullable V get(
      @Nullable String tenant,
      String resource,
      Object id,
      EntryOptions options,
      Callable<? extends @Nullable V> source)
      throws Exception;

  /**
   * As {@link #get(String, String, Object, Callable)}; an answer of the source lives for a time of
   * its own in place of the resource's.
   *
   * @param timeToLive positive
   */
  default <V> @Nullable V get(
      @Nullable String tenant,
      String resource,
      Object id,
      Duration timeToLive,
      Callable<? extends @Nullable V> source)
      throws Exception {
    return get(tenant, resource, id, EntryOptions.DEFAULT.withTimeToLive(timeToLive), source);
  }

  /**
   * Stores a value, where {@code tiercel.cache-on-write} is on; removes the entry where it is off.
   * One round trip.
   */
  void put(@Nullable String tenant, String resource, Object id, Object value);

  /**
   * Stores a value as the options say, where {@code tiercel.cache-on-write} is on; where it is off,
   * an entry that would be overwritten is removed. One round trip.
   *
   * @return whether the value was stored
   * @throws io.tiercel.jcache.spi.TierUnavailableException if L2 cannot say whether there is an
   *     entry, and the options ask for it
   */
  boolean put(
      @Nullable String tenant, String resource, Object id, Object value, PutOptions options);

  /**
   * Stores many values, in portions, and tells how far it is. For data that will soon be read.
   *
   * @param entries values by id
   * @param progress told the number of entries stored so far after each portion, on this thread
   * @return the number of entries that were stored
   */
  int warm(@Nullable String tenant, String resource, Map<?, ?> entries, IntConsumer progress);

  /** As {@link #warm(String, String, Map, IntConsumer)}, silently. */
  default int warm(@Nullable String tenant, String resource, Map<?, ?> entries) {
    return warm(tenant, resource, entries, stored -> {});
  }

  /**
   * Removes one entry, without a cascade. One round trip.
   *
   * @return whether there was one
   */
  boolean remove(@Nullable String tenant, String resource, Object id);

  /** Invalidates all entries of a tenant's resource, without a cascade. One round trip. */
  Invalidated invalidate(@Nullable String tenant, String resource);

  /**
   * Invalidates all entries of a tenant, in caches that this node never opened too. One round trip.
   */
  Invalidated invalidate(String tenant);

  /**
   * Adds tags to an entry. See {@link LoadingCache#tag(Object, Set)}.
   *
   * @return whether there is an entry
   */
  boolean tag(@Nullable String tenant, String resource, Object id, Set<String> tags);

  /**
   * Invalidates all entries of a tenant that have a tag, in whichever of its resources, on all
   * nodes; what was being loaded with it is not served either. One round trip, whatever their
   * number.
   *
   * @param tenant the tenant whose tag it is, null for entries of shared resources
   * @throws IllegalArgumentException if the tenant's id or the tag is malformed
   */
  Invalidated invalidateTag(@Nullable String tenant, String tag);

  /**
   * Invalidates a resource and, transitively, what depends on it by {@code cascades-to}: each
   * resource once, cycles allowed. One round trip for each resource.
   *
   * @return the resources, the given one first, and how many entries they had
   */
  Invalidated invalidateAfterCreate(@Nullable String tenant, String resource);

  /** As {@link #invalidateAfterCreate(String, String)}, after an update. */
  Invalidated invalidateAfterUpdate(@Nullable String tenant, String resource);

  /** As {@link #invalidateAfterCreate(String, String)}, after a deletion. */
  Invalidated invalidateAfterDelete(@Nullable String tenant, String resource);

  /**
   * As {@link #invalidateAfterCreate(String, String)}; observers hear which entry was created. All
   * entries of the resource go, for lists among them may lack the new one. To drop one entry alone,
   * {@link #remove} it, and then {@link #invalidateDependents}.
   */
  Invalidated invalidateAfterCreate(@Nullable String tenant, String resource, Object id);

  /** As {@link #invalidateAfterCreate(String, String, Object)}, after an update. */
  Invalidated invalidateAfterUpdate(@Nullable String tenant, String resource, Object id);

  /** As {@link #invalidateAfterCreate(String, String, Object)}, after a deletion. */
  Invalidated invalidateAfterDelete(@Nullable String tenant, String resource, Object id);

  /**
   * Invalidates a resource and what depends on it, and says why.
   *
   * @param reason the reason that observers hear for the given resource; its dependents are told
   *     {@link io.tiercel.jcache.spi.Invalidation.Reason#CASCADE}
   * @return the resources, the given one first, and how many entries they had
   */
  Invalidated invalidateWithDependents(
      @Nullable String tenant, String resource, io.tiercel.jcache.spi.Invalidation.Reason reason);

  /**
   * As {@link #invalidateWithDependents(String, String,
   * io.tiercel.jcache.spi.Invalidation.Reason)}, of several resources: what depends on more than
   * one of them is invalidated once, too.
   *
   * @return the resources, the given ones first, and how many entries they had
   */
  Invalidated invalidateWithDependents(
      @Nullable String tenant,
      Collection<String> resources,
      io.tiercel.jcache.spi.Invalidation.Reason reason);

  /**
   * Invalidates only what depends on a resource, after one entry of it was put or removed.
   *
   * @return the resources, none where nothing depends on it, and how many entries they had
   */
  Invalidated invalidateDependents(@Nullable String tenant, String resource);

  /**
   * Returns the resources that an invalidation of this one reaches, itself first. No round trip.
   */
  List<String> dependentsOf(String resource);

  /**
   * Returns the graph of cascades: the resources that name dependents, by name, each with those
   * that its {@code cascades-to} names. No round trip.
   */
  SortedMap<String, List<String>> cascades();

  /** Tells whether puts store their value ({@code tiercel.cache-on-write}) or only invalidate. */
  boolean cacheOnWrite();
}
