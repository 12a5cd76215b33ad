/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import io.tiercel.cdi.internal.tenant.CacheRef;
import io.tiercel.cdi.internal.tenant.CurrentTenant;
import io.tiercel.cdi.internal.tenant.Outdated;
import io.tiercel.cdi.internal.tenant.RequestTrace;
import io.tiercel.cdi.internal.tenant.TagRef;
import io.tiercel.cdi.internal.transaction.Change;
import io.tiercel.cdi.internal.transaction.CommitBoundary;
import io.tiercel.jcache.config.Scope;
import io.tiercel.jcache.config.TiercelSettings;
import io.tiercel.jcache.spi.EntryOptions;
import io.tiercel.jcache.spi.Invalidation;
import io.tiercel.jcache.spi.LoadingCache;
import io.tiercel.tenant.TenantCaches;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What annotated methods do to caches, in step with the transaction they run in. Safe for many
 * threads.
 */
public final class CacheCalls {
  private final TenantCaches caches;
  private final TiercelSettings settings;
  private final CurrentTenant tenants;
  private final CommitBoundary transaction;
  private final BackgroundLoads background;

  /** Creates the calls of one cache manager. */
  public CacheCalls(
      TenantCaches caches,
      TiercelSettings settings,
      CurrentTenant tenants,
      CommitBoundary transaction,
      BackgroundLoads background) {
    this.caches = caches;
    this.settings = settings;
    this.tenants = tenants;
    this.transaction = transaction;
    this.background = background;
  }

  /** Returns how the tenant of a call is found. */
  public CurrentTenant tenants() {
    return tenants;
  }

  /** Tells whether all tenants share a resource. */
  public boolean isShared(String resource) {
    return settings.cache(resource).scope() == Scope.SHARED;
  }

  /** Tells whether the transaction of this thread has a change of a cache waiting. */
  boolean isPending(CallCache cache) {
    return transaction.isPending(cache.ref());
  }

  /** Tells whether that transaction has a change of a cache, or of one of some tags, waiting. */
  boolean isPending(CallCache cache, EntryOptions options) {
    if (isPending(cache)) {
      return true;
    }
    for (String tag : options.tags()) {
      if (transaction.isPending(new TagRef(cache.ref().tenant(), tag))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Reads through the cache; past it where the transaction has a change of it waiting, and then the
   * answer is not stored.
   */
  @Nullable Object read(
      CallCache cache,
      Object key,
      EntryOptions options,
      Callable<? extends @Nullable Object> source)
      throws Exception {
    if (!isPending(cache, options)) {
      Executor executor = background.of(cache.ref().tenant());
      return cache.open(caches).get(key, options, source, executor);
    }
    readSource();
    return source.call();
  }

  /** As {@link #read}, of a source that answers later. */
  CompletionStage<@Nullable Object> readLater(
      CallCache cache,
      Object key,
      EntryOptions options,
      Callable<? extends @Nullable CompletionStage<?>> source)
      throws Exception {
    if (!isPending(cache, options)) {
      Executor executor = background.of(cache.ref().tenant());
      return cache.open(caches).getLater(key, options, source, executor);
    }
    readSource();
    return Later.of(source.call());
  }

  /** Returns an entry's value, or null if there is none or it must not be read now. */
  @Nullable Object find(CallCache cache, Object key) {
    return isPending(cache) ? null : cache.open(caches).get(key);
  }

  /** Stores what a method answered, at once. */
  void fill(CallCache cache, Object key, Object value) {
    if (!isPending(cache)) {
      cache.open(caches).put(key, value);
    }
  }

  /** Returns what stores the answer of a method that runs from now on. */
  Consumer<Object> filling(CallCache cache, Object key, EntryOptions options) {
    if (options.tags().isEmpty()) {
      return value -> fill(cache, key, value);
    }
    return isPending(cache, options) ? value -> {} : cache.open(caches).putLater(key, options);
  }

  /** The new value of an entry, none if it is null; then its dependents are invalidated. */
  Change putting(CallCache cache, Object key, @Nullable Object value, EntryOptions options) {
    if (value == null) {
      return removing(cache, key);
    }
    if (options.tags().isEmpty() || !caches.cacheOnWrite()) {
      return entryChange(cache, key, () -> cache.put(caches, key, value));
    }
    Consumer<Object> put = cache.open(caches).putLater(key, options);
    return entryChange(cache, key, () -> put.accept(value));
  }

  /** The removal of an entry; then its dependents are invalidated. */
  Change removing(CallCache cache, Object key) {
    return entryChange(cache, key, () -> cache.remove(caches, key));
  }

  /** The invalidation of a cache and its dependents. */
  Change invalidating(CallCache cache) {
    LoadingCache<Object, Object> resolved = cache.resolved();
    if (resolved == null) {
      return invalidating(cache.ref(), Invalidation.Reason.MANUAL);
    }
    return new Change(
        cache.ref(),
        affectedBy(cache),
        () -> {
          resolved.clear();
          invalidateDependents(cache);
        });
  }

  /** The invalidation of a resource and its dependents. */
  public Change invalidating(CacheRef cache, Invalidation.Reason reason) {
    return new Change(
        cache,
        affectedBy(new CallCache(cache, null)),
        () -> caches.invalidateWithDependents(cache.tenant(), cache.resource(), reason));
  }

  /** The invalidation of resources and their dependents, each once. */
  Change invalidating(List<CacheRef> refs) {
    Set<CacheRef> affected = new HashSet<>();
    Map<Optional<String>, List<String>> byTenant = new LinkedHashMap<>();
    for (CacheRef ref : refs) {
      affected.addAll(affectedBy(new CallCache(ref, null)));
      byTenant
          .computeIfAbsent(Optional.ofNullable(ref.tenant()), tenant -> new ArrayList<>())
          .add(ref.resource());
    }
    return new Change(
        List.copyOf(refs),
        affected,
        () ->
            byTenant.forEach(
                (tenant, resources) ->
                    caches.invalidateWithDependents(
                        tenant.orElse(null), resources, Invalidation.Reason.MANUAL)));
  }

  /** The invalidation of tags. */
  Change invalidatingTags(@Nullable String tenant, Set<String> tags) {
    Set<TagRef> refs = new LinkedHashSet<>();
    tags.forEach(tag -> refs.add(new TagRef(tenant, tag)));
    return new Change(
        refs, refs, () -> refs.forEach(ref -> caches.invalidateTag(ref.tenant(), ref.tag())));
  }

  /**
   * Makes a change after the commit; at once where no transaction is active.
   *
   * @return whether it is left to a transaction
   */
  public boolean apply(Change change) {
    boolean deferred = transaction.defer(change);
    if (!deferred) {
      change.action().run();
    }
    return deferred;
  }

  /**
   * Begins to wait for the commit of the transaction that this thread is in.
   *
   * @param affected the caches that are read past until then
   * @return complete after the commit, never after a rollback; complete already where no
   *     transaction is active
   */
  CompletableFuture<@Nullable Void> committed(Set<? extends Outdated> affected) {
    CompletableFuture<@Nullable Void> committed = new CompletableFuture<>();
    apply(new Change(committed, affected, () -> committed.complete(null)));
    return committed;
  }

  /**
   * Makes a change at once, before the method runs.
   *
   * @param untilCommit made in its place within a transaction, where the change itself follows
   *     after the commit
   */
  void applyBefore(Change change, Change untilCommit) {
    if (transaction.defer(change)) {
      untilCommit.action().run();
    } else {
      change.action().run();
    }
  }

  private Change entryChange(CallCache cache, Object key, Runnable change) {
    return new Change(
        List.of(cache.ref(), key),
        affectedBy(cache),
        () -> {
          change.run();
          invalidateDependents(cache);
        });
  }

  private void invalidateDependents(CallCache cache) {
    if (cache.cascades()) {
      caches.invalidateDependents(cache.ref().tenant(), cache.ref().resource());
    }
  }

  private Set<CacheRef> affectedBy(CallCache cache) {
    if (!cache.cascades()) {
      return Set.of(cache.ref());
    }
    return caches.dependentsOf(cache.ref().resource()).stream()
        .map(resource -> new CacheRef(isShared(resource) ? null : cache.ref().tenant(), resource))
        .collect(Collectors.toSet());
  }

  private static void readSource() {
    RequestTrace request = RequestTrace.find();
    if (request != null) {
      request.readSource();
    }
  }
}
