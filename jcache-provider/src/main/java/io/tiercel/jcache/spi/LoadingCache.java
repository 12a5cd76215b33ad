/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.spi;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/**
 * A cache that can be read through to a source named at the call. Every cache of this provider is
 * one: {@code cache.unwrap(LoadingCache.class)}.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public interface LoadingCache<K, V> extends Cache<K, V> {
  /**
   * Returns the entry's value, or what the source answers when no tier holds one; that answer is
   * stored unless it is null, or the entry was written or the cache cleared while the source ran.
   * Callers of one node that miss the same key at the same time share one call of the source.
   *
   * <p>Costs no round trip when L1 holds the entry, one when L2 does. A load costs two and the
   * source, or three where the read before this one found its entry in L2: only then is an entry
   * looked for before its load is announced.
   *
   * @param key the key
   * @param source asked on a miss, on the calling thread
   * @return the value; null when the source answered null
   * @throws Exception whatever the source throws, unchanged; nothing is stored then
   * @throws NullPointerException if the key or the source is null
   * @throws IllegalStateException if the cache is closed
   */
  default @Nullable V get(K key, Callable<? extends @Nullable V> source) throws Exception {
    return get(key, EntryOptions.DEFAULT, source);
  }

  /**
   * As {@link #get(Object, Callable)}; an answer of the source is stored as the options say, and is
   * absent once one of its tags was invalidated, be it while the source ran.
   *
   * <p>Where there are tags, an entry in L2 with others costs one round trip more, and so does a
   * load.
   *
   * @throws IllegalArgumentException if the time to live is not positive or a tag is malformed
   */
  @Nullable V get(K key, EntryOptions options, Callable<? extends @Nullable V> source)
      throws Exception;

  /**
   * As {@link #get(Object, EntryOptions, Callable)}, of a source that may also be asked while
   * nobody waits for it: where {@code stampede.early-refresh-beta} is set, a read of an entry near
   * its end may have it loaded anew, once over all nodes, and is answered with the present value at
   * once. Without an executor of the caller's, as in {@link #get(Object, Callable)}, the manager's
   * own threads do so.
   *
   * <p>Where {@code stampede.stale-while-revalidate-ms} is set, an entry past its end is answered
   * for so long, at once, while it is loaded anew in the same way; an entry that was removed,
   * cleared or written over, or a tag of which was invalidated, never is. To every other operation
   * it is absent from its end on.
   *
   * @param background asks the source then
   */
  @Nullable V get(
      K key, EntryOptions options, Callable<? extends @Nullable V> source, Executor background)
      throws Exception;

  /**
   * As {@link #get(Object, Callable)}; an answer of the source lives for a time of its own,
   * whatever the cache's expiry policy says.
   *
   * @param timeToLive positive
   * @throws IllegalArgumentException if the time to live is not positive
   */
  default @Nullable V get(K key, Duration timeToLive, Callable<? extends @Nullable V> source)
      throws Exception {
    return get(key, EntryOptions.DEFAULT.withTimeToLive(timeToLive), source);
  }

  /**
   * As {@link #put(Object, Object)}, as the options say. Where they name tags, one round trip more.
   *
   * @throws IllegalArgumentException if the time to live is not positive or a tag is malformed
   */
  void put(K key, V value, EntryOptions options);

  /** As {@link #putIfAbsent(Object, Object)}, as the options say. */
  boolean putIfAbsent(K key, V value, EntryOptions options);

  /** As {@link #replace(Object, Object)}, as the options say. */
  boolean replace(K key, V value, EntryOptions options);

  /**
   * As {@link #put(Object, Object)}, for a time of its own, whatever the cache's expiry policy
   * says.
   *
   * @param timeToLive positive
   * @throws IllegalArgumentException if the time to live is not positive
   */
  default void put(K key, V value, Duration timeToLive) {
    put(key, value, EntryOptions.DEFAULT.withTimeToLive(timeToLive));
  }

  /** As {@link #putIfAbsent(Object, Object)}, for a time of its own. */
  default boolean putIfAbsent(K key, V value, Duration timeToLive) {
    return putIfAbsent(key, value, EntryOptions.DEFAULT.withTimeToLive(timeToLive));
  }

  /** As {@link #replace(Object, Object)}, for a time of its own. */
  default boolean replace(K key, V value, Duration timeToLive) {
    return replace(key, value, EntryOptions.DEFAULT.withTimeToLive(timeToLive));
  }

  /**
   * Returns what puts a value that is being made: an invalidation of one of its tags from now on
   * makes it absent. One round trip where there are tags.
   *
   * @throws IllegalArgumentException if the time to live is not positive or a tag is malformed
   */
  Consumer<V> putLater(K key, EntryOptions options);

  /**
   * Adds tags to an entry, which stays as it is. A later put of the entry that names no tags leaves
   * it without. Two round trips where L1 has no copy, three on a conflict.
   *
   * @return whether there is an entry
   * @throws IllegalArgumentException if a tag is malformed
   * @throws TierUnavailableException if L2 cannot be asked
   */
  boolean tag(K key, Set<String> tags);

  /**
   * Returns the entry's value, or what the source will answer when no tier holds one; that answer
   * is stored as soon as it is there, before the returned stage completes, unless it is null, or
   * the entry was written or the cache cleared while the source ran. Callers of one node that miss
   * the same key at the same time share one call of the source, each with a stage and a copy of its
   * own; a failure reaches them all, and nothing is stored.
   *
   * <p>The tiers are asked on the calling thread, and the answer is stored on the thread that
   * completes the source's stage: a round trip each. No thread waits for the source.
   *
   * @param key the key
   * @param source asked on a miss, on the calling thread; a stage that is null answers null
   * @return the value to come; null when the source answered null
   * @throws Exception whatever the source throws in place of answering a stage, unchanged
   * @throws NullPointerException if the key or the source is null
   * @throws IllegalStateException if the cache is closed
   */
  default CompletableFuture<@Nullable V> getLater(
      K key, Callable<? extends @Nullable CompletionStage<? extends @Nullable V>> source)
      throws Exception {
    return getLater(key, EntryOptions.DEFAULT, source);
  }

  /**
   * As {@link #getLater(Object, Callable)}; an answer of the source is stored as the options say.
   *
   * @throws IllegalArgumentException if the time to live is not positive or a tag is malformed
   */
  CompletableFuture<@Nullable V> getLater(
      K key,
      EntryOptions options,
      Callable<? extends @Nullable CompletionStage<? extends @Nullable V>> source)
      throws Exception;

  /**
   * As {@link #getLater(Object, EntryOptions, Callable)}, of a source that may also be asked while
   * nobody waits for it, as {@link #get(Object, EntryOptions, Callable, Executor)} says.
   *
   * @param background asks the source then
   */
  CompletableFuture<@Nullable V> getLater(
      K key,
      EntryOptions options,
      Callable<? extends @Nullable CompletionStage<? extends @Nullable V>> source,
      Executor background)
      throws Exception;

  /**
   * As {@link #getLater(Object, Callable)}; an answer of the source lives for a time of its own,
   * whatever the cache's expiry policy says.
   *
   * @param timeToLive positive
   */
  default CompletableFuture<@Nullable V> getLater(
      K key,
      Duration timeToLive,
      Callable<? extends @Nullable CompletionStage<? extends @Nullable V>> source)
      throws Exception {
    return getLater(key, EntryOptions.DEFAULT.withTimeToLive(timeToLive), source);
  }
}
