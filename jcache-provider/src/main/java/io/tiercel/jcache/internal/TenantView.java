/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal;

import static java.util.Objects.requireNonNull;

import io.tiercel.jcache.config.CacheSettings;
import io.tiercel.jcache.config.Scope;
import io.tiercel.jcache.config.TiercelSettings;
import io.tiercel.jcache.internal.entry.TagRules;
import io.tiercel.jcache.internal.tier.CacheAddress;
import io.tiercel.jcache.internal.tier.DebugTier;
import io.tiercel.jcache.internal.tier.DropCount;
import io.tiercel.jcache.spi.EntryOptions;
import io.tiercel.jcache.spi.Invalidation;
import io.tiercel.jcache.spi.Invalidation.Reason;
import io.tiercel.jcache.spi.LoadingCache;
import io.tiercel.jcache.spi.TierObserver;
import io.tiercel.tenant.Invalidated;
import io.tiercel.tenant.PutOptions;
import io.tiercel.tenant.TenantCaches;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The caches of a manager by tenant and resource. Safe for many threads. */
final class TenantView implements TenantCaches {
  private static final Pattern TENANT = Pattern.compile("[\\p{L}\\p{Nd}._@-]{1,128}");
  private static final Pattern RESOURCE = Pattern.compile("\\P{Cc}{1,200}");

  private static final int WARM_PORTION = 500;

  private final TiercelCacheManager manager;

  /** The open caches by resource and tenant, so that a call is not checked each time. */
  private final ConcurrentMap<String, ConcurrentMap<String, TieredCache<?, ?>>> known =
      new ConcurrentHashMap<>();

  TenantView(TiercelCacheManager manager) {
    this.manager = manager;
  }

  @Override
  @SuppressWarnings("unchecked") // these caches are opened for all objects
  public LoadingCache<Object, Object> cache(@Nullable String tenant, String resource) {
    return (LoadingCache<Object, Object>) open(tenant, resource);
  }

  private TieredCache<?, ?> open(@Nullable String tenant, String resource) {
    ConcurrentMap<String, TieredCache<?, ?>> ofResource =
        resource == null ? null : known.get(resource);
    if (ofResource != null) {
      TieredCache<?, ?> found = ofResource.get(tenant == null ? "" : tenant);
      if (found != null && !found.isClosed()) {
        return found;
      }
    }
    String name = nameOf(tenant, resource);
    TieredCache<?, ?> opened = manager.open(name);
    if (tenant == null || !name.equals(resource)) {
      known
          .computeIfAbsent(resource, unused -> new ConcurrentHashMap<>())
          .put(tenant == null ? "" : tenant, opened);
    }
    return opened;
  }

  /** Forgets a cache that is being closed. */
  void closed(TieredCache<?, ?> cache) {
    CacheAddress address = CacheAddress.of(cache.getName(), CacheSettings.DEFAULT_VERSION);
    ConcurrentMap<String, TieredCache<?, ?>> ofResource = known.get(address.resource());
    if (ofResource != null) {
      ofResource.remove(address.tenant() == null ? "" : address.tenant(), cache);
    }
  }

  @Override
  @SuppressWarnings("unchecked") // the caller stores under an id what it asks for
  public <V> @Nullable V get(
      @Nullable String tenant, String resource, Object id, Callable<? extends @Nullable V> source)
      throws Exception {
    return (V) cache(tenant, resource).get(id, source);
  }

  @Override
  @SuppressWarnings("unchecked") // the caller stores under an id what it asks for
  public <V> @Nullable V get(
      @Nullable String tenant,
      String resource,
      Object id,
      EntryOptions options,
      Callable<? extends @Nullable V> source)
      throws Exception {
    return (V) cache(tenant, resource).get(id, options, source);
  }

  @Override
  public void put(@Nullable String tenant, String resource, Object id, Object value) {
    LoadingCache<Object, Object> cache = cache(tenant, resource);
    if (cacheOnWrite()) {
      cache.put(id, value);
    } else {
      cache.remove(id);
    }
  }

  @Override
  public boolean put(
      @Nullable String tenant, String resource, Object id, Object value, PutOptions options) {
    LoadingCache<Object, Object> cache = cache(tenant, resource);
    if (!cacheOnWrite()) {
      if (options.condition() != PutOptions.Condition.IF_ABSENT) {
        cache.remove(id);
      }
      return false;
    }
    EntryOptions stored = new EntryOptions(options.timeToLive(), options.tags());
    return switch (options.condition()) {
      case IF_ABSENT -> cache.putIfAbsent(id, value, stored);
      case IF_PRESENT -> cache.replace(id, value, stored);
      case ALWAYS -> {
        cache.put(id, value, stored);
        yield true;
      }
    };
  }

  @Override
  public int warm(
      @Nullable String tenant, String resource, Map<?, ?> entries, IntConsumer progress) {
    LoadingCache<Object, Object> cache = cache(tenant, resource);
    Map<Object, Object> portion = new HashMap<>();
    int stored = 0;
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      portion.put(entry.getKey(), entry.getValue());
      if (portion.size() == WARM_PORTION || stored + portion.size() == entries.size()) {
        cache.putAll(portion);
        stored += portion.size();
        portion.clear();
        progress.accept(stored);
      }
    }
    return stored;
  }

  @Override
  public boolean remove(@Nullable String tenant, String resource, Object id) {
    boolean removed = cache(tenant, resource).remove(id);
    String text = String.valueOf(id);
    CompletionStage<Long> one = CompletableFuture.completedStage(removed ? 1L : 0L);
    observer()
        .invalidated(new Invalidation(tenant, resource, text, Reason.MANUAL, resource), () -> one);
    return removed;
  }

  @Override
  public Invalidated invalidate(@Nullable String tenant, String resource) {
    return clear(tenant, resource, Reason.MANUAL, resource);
  }

  @Override
  public Invalidated invalidate(String tenant) {
    checkTenant(requireNonNull(tenant, "tenant"));
    DropCount dropped = manager.assembly().tiers().clearTenant(tenant);
    for (TieredCache<?, ?> cache : manager.openCachesOf(tenant)) {
      dropped = cache.forget().plus(dropped);
    }
    DebugTier.tell(dropped, tenant);
    return told(new Invalidation(tenant, "*", null, Reason.MANUAL, "*"), dropped);
  }

  @Override
  public boolean tag(@Nullable String tenant, String resource, Object id, Set<String> tags) {
    return cache(tenant, resource).tag(id, tags);
  }

  @Override
  public Invalidated invalidateTag(@Nullable String tenant, String tag) {
    if (tenant != null) {
      checkTenant(tenant);
    }
    TagRules.check(String.valueOf(tenant), Collections.singleton(tag));
    DropCount dropped = manager.assembly().tiers().invalidateTag(tenant, tag);
    DebugTier.tell(dropped, "a tag of " + (tenant == null ? "shared resources" : tenant));
    return told(new Invalidation(tenant, "*", tag, Reason.TAG, "*"), dropped);
  }

  @Override
  public Invalidated invalidateAfterCreate(@Nullable String tenant, String resource) {
    return invalidateChanged(tenant, resource, Reason.MANUAL, null);
  }

  @Override
  public Invalidated invalidateAfterUpdate(@Nullable String tenant, String resource) {
    return invalidateChanged(tenant, resource, Reason.MANUAL, null);
  }

  @Override
  public Invalidated invalidateAfterDelete(@Nullable String tenant, String resource) {
    return invalidateChanged(tenant, resource, Reason.MANUAL, null);
  }

  @Override
  public Invalidated invalidateAfterCreate(@Nullable String tenant, String resource, Object id) {
    return invalidateChanged(tenant, resource, Reason.MANUAL, String.valueOf(id));
  }

  @Override
  public Invalidated invalidateAfterUpdate(@Nullable String tenant, String resource, Object id) {
    return invalidateChanged(tenant, resource, Reason.MANUAL, String.valueOf(id));
  }

  @Override
  public Invalidated invalidateAfterDelete(@Nullable String tenant, String resource, Object id) {
    return invalidateChanged(tenant, resource, Reason.MANUAL, String.valueOf(id));
  }

  @Override
  public Invalidated invalidateWithDependents(
      @Nullable String tenant, String resource, Reason reason) {
    return invalidateChanged(tenant, resource, reason, null);
  }

  @Override
  public Invalidated invalidateWithDependents(
      @Nullable String tenant, Collection<String> resources, Reason reason) {
    Map<String, String> initiators = new LinkedHashMap<>();
    resources.forEach(resource -> initiators.put(resource, resource));
    for (String resource : resources) {
      dependentsOf(resource).forEach(reached -> initiators.putIfAbsent(reached, resource));
    }
    Drop all = new Drop();
    initiators.forEach(
        (resource, initiator) ->
            all.add(
                clear(
                    tenant,
                    resource,
                    resource.equals(initiator) ? reason : Reason.CASCADE,
                    initiator)));
    return all;
  }

  private Drop invalidateChanged(
      @Nullable String tenant, String resource, Reason reason, @Nullable String id) {
    DropCount dropped = open(tenant, resource).drop();
    return new Drop()
        .add(told(new Invalidation(tenant, resource, id, reason, resource), dropped))
        .add(invalidateDependents(tenant, resource));
  }

  @Override
  public Drop invalidateDependents(@Nullable String tenant, String resource) {
    Drop all = new Drop();
    for (String dependent : dependentsOf(resource)) {
      if (!dependent.equals(resource)) {
        all.add(clear(tenant, dependent, Reason.CASCADE, resource));
      }
    }
    return all;
  }

  @Override
  public List<String> dependentsOf(String resource) {
    TiercelSettings settings = manager.settings();
    Set<String> reached = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>();
    open.add(requireNonNull(resource, "resource"));
    while (!open.isEmpty()) {
      String next = open.remove();
      if (reached.add(next)) {
        open.addAll(settings.cache(next).cascadesTo());
      }
    }
    return List.copyOf(reached);
  }

  @Override
  public SortedMap<String, List<String>> cascades() {
    SortedMap<String, List<String>> cascades = new TreeMap<>();
    manager
        .settings()
        .caches()
        .forEach(
            (resource, settings) -> {
              if (!settings.cascadesTo().isEmpty()) {
                cascades.put(resource, List.copyOf(settings.cascadesTo()));
              }
            });
    return Collections.unmodifiableSortedMap(cascades);
  }

  @Override
  public boolean cacheOnWrite() {
    return manager.settings().application().cacheOnWrite();
  }

  private Drop clear(@Nullable String tenant, String resource, Reason reason, String initiator) {
    DropCount dropped = open(tenant, resource).drop();
    return told(new Invalidation(tenant, resource, null, reason, initiator), dropped);
  }

  private Drop told(Invalidation invalidation, DropCount dropped) {
    Drop one = new Drop().add(invalidation.resource(), dropped);
    observer().invalidated(invalidation, one::count);
    return one;
  }

  private TierObserver observer() {
    return manager.assembly().observer();
  }

  private String nameOf(@Nullable String tenant, String resource) {
    if (resource == null || !RESOURCE.matcher(resource).matches()) {
      throw Messages.badResource(resource);
    }
    CacheSettings settings = manager.settings().cache(resource);
    if (settings.scope() == Scope.SHARED) {
      return resource;
    }
    if (tenant == null) {
      throw Messages.noTenant(resource);
    }
    checkTenant(tenant);
    return tenant + ':' + resource;
  }

  private static void checkTenant(String tenant) {
    if (!TENANT.matcher(tenant).matches()) {
      throw Messages.badTenant(tenant);
    }
  }
}
