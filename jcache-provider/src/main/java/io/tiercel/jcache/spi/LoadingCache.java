/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.spi;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
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
   * <p>Costs no round trip when L1 holds the entry, one when L2 does, else two and the source.
   *
   * @param key the key
   * @param source asked on a miss, on the calling thread
   * @return the value; null when the source answered null
   * @throws Exception whatever the source throws, unchanged; nothing is stored then
   * @throws NullPointerException if the key or the source is null
   * @throws IllegalStateException if the cache is closed
   */
  @Nullable V get(K key, Callable<? extends @Nullable V> source) throws Exception;

  /**
   * As {@link #get(Object, Callable)}, of a source that may also be asked while nobody waits for
   * it: where {@code stampede.early-refresh-beta} is set, a read of an entry near its end may have
   * it loaded anew, once over all nodes, and is answered with the present value at once. Without an
   * executor of the caller's, as in {@link #get(Object, Callable)}, the manager's own threads do
   * so.
   *
   * <p>Where {@code stampede.stale-while-revalidate-ms} is set, an entry past its end is answered
   * for so long, at once, while it is loaded anew in the same way; an entry that was removed,
   * cleared or written over never is. To every other operation it is absent from its end on.
   *
   * @param background asks the source then
   */
  @Nullable V get(K key, Callable<? extends @Nullable V> source, Executor background)
      throws Exception;

  /**
   * As {@link #get(Object, Callable)}; an answer of the source lives for a time of its own,
   * whatever the cache's expiry policy says.
   *
   * @param timeToLive positive
   * @throws IllegalArgumentException if the time to live is not positive
   */
  @Nullable V get(K key, Duration timeToLive, Callable<? extends @Nullable V> source)
      throws Exception;

  /**
   * As {@link #put(Object, Object)}, for a time of its own, whatever the cache's expiry policy
   * says.
   *
   * @param timeToLive positive
   * @throws IllegalArgumentException if the time to live is not positive
   */
  void put(K key, V value, Duration timeToLive);

  /** As {@link #putIfAbsent(Object, Object)}, for a time of its own. */
  boolean putIfAbsent(K key, V value, Duration timeToLive);

  /** As {@link #replace(Object, Object)}, for a time of its own. */
  boolean replace(K key, V value, Duration timeToLive);

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
  CompletableFuture<@Nullable V> getLater(
      K key, Callable<? extends @Nullable CompletionStage<? extends @Nullable V>> source)
      throws Exception;

  /**
   * As {@link #getLater(Object, Callable)}, of a source that may also be asked while nobody waits
   * for it, as {@link #get(Object, Callable, Executor)} says.
   *
   * @param background asks the source then
   */
  CompletableFuture<@Nullable V> getLater(
      K key,
      Callable<? extends @Nullable CompletionStage<? extends @Nullable V>> source,
      Executor background)
      throws Exception;

  /**
   * As {@link #getLater(Object, Callable)}; an answer of the source lives for a time of its own,
   * whatever the cache's expiry policy says.
   *
   * @param timeToLive positive
   * @throws IllegalArgumentException if the time to live is not positive
   */
  CompletableFuture<@Nullable V> getLater(
      K key,
      Duration timeToLive,
      Callable<? extends @Nullable CompletionStage<? extends @Nullable V>> source)
      throws Exception;
}
