/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal;

import static java.util.Objects.requireNonNull;

import io.tiercel.jcache.config.CacheSettings;
import io.tiercel.jcache.config.Scope;
import io.tiercel.jcache.config.TiercelSettings;
import io.tiercel.jcache.spi.Invalidation;
import io.tiercel.jcache.spi.Invalidation.Reason;
import io.tiercel.jcache.spi.LoadingCache;
import io.tiercel.tenant.PutOptions;
import io.tiercel.tenant.TenantCaches;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The caches of a manager by tenant and resource. Safe for many threads. */
final class TenantView implements TenantCaches {
  private static final Pattern TENANT = Pattern.compile("[\\p{L}\\p{Nd}._@-]{1,128}");
  private static final Pattern RESOURCE = Pattern.compile("\\P{Cc}{1,200}");

  private static final int WARM_PORTION = 500;

  private final TiercelCacheManager manager;

  TenantView(TiercelCacheManager manager) {
    this.manager = manager;
  }

  @Override
  @SuppressWarnings("unchecked") // these caches are opened for all objects
  public LoadingCache<Object, Object> cache(@Nullable String tenant, String resource) {
    return (LoadingCache<Object, Object>) manager.open(nameOf(tenant, resource));
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
      Duration timeToLive,
      Callable<? extends @Nullable V> source)
      throws Exception {
    return (V) cache(tenant, resource).get(id, timeToLive, source);
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
    Duration life = options.timeToLive();
    return switch (options.condition()) {
      case IF_ABSENT ->
          life == null ? cache.putIfAbsent(id, value) : cache.putIfAbsent(id, value, life);
      case IF_PRESENT -> life == null ? cache.replace(id, value) : cache.replace(id, value, life);
      case ALWAYS -> {
        if (life == null) {
          cache.put(id, value);
        } else {
          cache.put(id, value, life);
        }
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
    manager
        .assembly()
        .observer()
        .invalidated(new Invalidation(tenant, resource, text, Reason.MANUAL, resource));
    return removed;
  }

  @Override
  public void invalidate(@Nullable String tenant, String resource) {
    clear(tenant, resource, Reason.MANUAL, resource);
  }

  @Override
  public void invalidate(String tenant) {
    checkTenant(requireNonNull(tenant, "tenant"));
    manager.assembly().tiers().clearTenant(tenant);
    for (TieredCache<?, ?> cache : manager.openCachesOf(tenant)) {
      cache.forget();
    }
    manager
        .assembly()
        .observer()
        .invalidated(new Invalidation(tenant, "*", null, Reason.MANUAL, "*"));
  }

  @Override
  public List<String> invalidateAfterCreate(@Nullable String tenant, String resource) {
    return invalidateWithDependents(tenant, resource, Reason.MANUAL);
  }

  @Override
  public List<String> invalidateAfterUpdate(@Nullable String tenant, String resource) {
    return invalidateWithDependents(tenant, resource, Reason.MANUAL);
  }

  @Override
  public List<String> invalidateAfterDelete(@Nullable String tenant, String resource) {
    return invalidateWithDependents(tenant, resource, Reason.MANUAL);
  }

  @Override
  public List<String> invalidateAfterCreate(@Nullable String tenant, String resource, Object id) {
    return invalidateChanged(tenant, resource, Reason.MANUAL, String.valueOf(id));
  }

  @Override
  public List<String> invalidateAfterUpdate(@Nullable String tenant, String resource, Object id) {
    return invalidateChanged(tenant, resource, Reason.MANUAL, String.valueOf(id));
  }

  @Override
  public List<String> invalidateAfterDelete(@Nullable String tenant, String resource, Object id) {
    return invalidateChanged(tenant, resource, Reason.MANUAL, String.valueOf(id));
  }

  @Override
  public List<String> invalidateWithDependents(
      @Nullable String tenant, String resource, Reason reason) {
    return invalidateChanged(tenant, resource, reason, null);
  }

  @Override
  public List<String> invalidateWithDependents(
      @Nullable String tenant, Collection<String> resources, Reason reason) {
    Map<String, String> initiators = new LinkedHashMap<>();
    resources.forEach(resource -> initiators.put(resource, resource));
    for (String resource : resources) {
      dependentsOf(resource).forEach(reached -> initiators.putIfAbsent(reached, resource));
    }
    initiators.forEach(
        (resource, initiator) ->
            clear(
                tenant, resource, resource.equals(initiator) ? reason : Reason.CASCADE, initiator));
    return List.copyOf(initiators.keySet());
  }

  private List<String> invalidateChanged(
      @Nullable String tenant, String resource, Reason reason, @Nullable String id) {
    cache(tenant, resource).clear();
    manager
        .assembly()
        .observer()
        .invalidated(new Invalidation(tenant, resource, id, reason, resource));
    List<String> cleared = new ArrayList<>();
    cleared.add(resource);
    cleared.addAll(invalidateDependents(tenant, resource));
    return cleared;
  }

  @Override
  public List<String> invalidateDependents(@Nullable String tenant, String resource) {
    List<String> dependents = new ArrayList<>(dependentsOf(resource));
    dependents.remove(resource);
    for (String dependent : dependents) {
      clear(tenant, dependent, Reason.CASCADE, resource);
    }
    return dependents;
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

  private void clear(@Nullable String tenant, String resource, Reason reason, String initiator) {
    cache(tenant, resource).clear();
    manager
        .assembly()
        .observer()
        .invalidated(new Invalidation(tenant, resource, null, reason, initiator));
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
