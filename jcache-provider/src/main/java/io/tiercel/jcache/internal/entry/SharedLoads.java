/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import static java.util.Objects.requireNonNull;

import io.tiercel.jcache.internal.tier.EntryTags;
import io.tiercel.jcache.internal.tier.EntryWrite;
import io.tiercel.jcache.internal.tier.LoadLease;
import io.tiercel.jcache.internal.tier.LoadLease.Answer;
import io.tiercel.jcache.internal.tier.StoredValue;
import io.tiercel.jcache.internal.tier.TierEntry;
import io.tiercel.jcache.internal.tier.Ttl;
import io.tiercel.jcache.internal.tier.WriteResult;
import io.tiercel.jcache.internal.tier.WriteResult.Outcome;
import io.tiercel.jcache.spi.TierUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/**
 * Loads single values of one cache, each once at a time: over the threads of this node by the
 * guard, over the nodes by a lease, which also has what is loaded refused if the entry was changed
 * or removed meanwhile. Safe for many threads.
 */
final class SharedLoads<K, V> {
  private static final Logger LOG = System.getLogger(SharedLoads.class.getName());
  private static final long FIRST_PAUSE_MILLIS = 5;
  private static final long LONGEST_PAUSE_MILLIS = 80;

  private final Cache<K, V> cache;
  private final CacheParts<K, V> parts;
  private final EntryChanges<K, V> changes;
  private final AtomicBoolean said = new AtomicBoolean();

  SharedLoads(Cache<K, V> cache, CacheParts<K, V> parts, EntryChanges<K, V> changes) {
    this.cache = cache;
    this.parts = parts;
    this.changes = changes;
  }

  /**
   * What a load came to.
   *
   * @param value what the source answered
   * @param found the entry that was there, so that the source was not asked; null where it was
   */
  record Loaded<V>(@Nullable V value, @Nullable TierEntry found) {
    static <V> Loaded<V> of(@Nullable V value) {
      return new Loaded<>(value, null);
    }
  }

  /**
   * Where a value goes when it comes.
   *
   * @param began when the load began, by the clock of the guard
   * @param ttl its life, {@link Ttl#KEEP} for what the policy says
   * @param tags its tags as they stood then, null for none
   */
  record Landing<K>(
      K key, Object tierKey, LoadLease lease, long began, long ttl, @Nullable EntryTags tags) {
    /** Tells whether what comes may be stored. */
    boolean open() {
      return lease.granted() && (tags == null || tags.known());
    }
  }

  /** Returns where a value goes whose load begins now. */
  Landing<K> begin(K key, Object tierKey, LoadLease lease, Terms terms) {
    EntryTags tags = lease.granted() ? terms.open(parts.tier(), parts.expiry()) : null;
    return new Landing<>(key, tierKey, lease, parts.guard().nanos(), terms.ttl(), tags);
  }

  /**
   * Returns what the source answers, or what the load of the same key that is under way answers.
   *
   * @param terms what that answer is stored with
   * @throws Exception whatever the source throws
   * @throws InterruptedException if the caller is interrupted while it waits for another's load
   */
  @Nullable V load(K key, Object tierKey, Terms terms, Callable<? extends @Nullable V> source)
      throws Exception {
    return value(load(key, tierKey, terms, source, this::lease), true);
  }

  /**
   * Returns what a load came to, for one caller.
   *
   * @param own whether it was this caller's load, or was copied for it
   */
  @Nullable V value(Loaded<V> loaded, boolean own) {
    if (loaded.found() != null) {
      return parts.value(loaded.found());
    }
    V value = loaded.value();
    return value == null || own ? value : parts.copy(value);
  }

  /**
   * As {@link #load(Object, Object, Terms, Callable)}.
   *
   * @param announcement announces the load of a tier's key, if it is this caller who makes it; an
   *     entry that this finds is what the load came to
   * @return its value is a copy of the caller's own
   */
  @SuppressWarnings("unchecked") // the guard answers what a load of this cache came to
  Loaded<V> load(
      K key,
      Object tierKey,
      Terms terms,
      Callable<? extends @Nullable V> source,
      Function<Object, LoadLease> announcement)
      throws Exception {
    AtomicBoolean own = new AtomicBoolean();
    Loaded<V> loaded =
        (Loaded<V>)
            requireNonNull(
                parts
                    .guard()
                    .once(
                        parts.name(),
                        tierKey,
                        () -> {
                          own.set(true);
                          return lead(key, terms, source, announcement);
                        }));
    V value = loaded.value();
    return value == null || own.get() ? loaded : Loaded.of(parts.copy(value));
  }

  private Loaded<V> lead(
      K key,
      Terms terms,
      Callable<? extends @Nullable V> source,
      Function<Object, LoadLease> announcement)
      throws Exception {
    Object tierKey = parts.keys().stored(key);
    LoadLease first = announcement.apply(tierKey);
    if (first.entry() != null) {
      return new Loaded<>(null, first.entry());
    }
    LoadLease lease = await(tierKey, first);
    if (lease.entry() != null) {
      return Loaded.of(parts.value(lease.entry()));
    }
    if (lease.answer() == Answer.ABSENT) {
      return Loaded.of(null);
    }
    Landing<K> landing = begin(key, tierKey, lease, terms);
    V value = call(source, tierKey, lease);
    loaded(landing, value);
    return Loaded.of(value);
  }

  /** Returns a lease, or an entry; none where another node's load takes too long. */
  private LoadLease await(Object tierKey, LoadLease first) throws InterruptedException {
    long patience = parts.guard().waitMillis();
    long pause = FIRST_PAUSE_MILLIS;
    LoadLease lease = first;
    while (lease.answer() == Answer.TAKEN && patience > 0) {
      TimeUnit.MILLISECONDS.sleep(pause);
      patience -= pause;
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      lease = lease(tierKey);
    }
    return lease;
  }

  /** Announces a load. */
  LoadLease lease(Object tierKey) {
    return parts.tier().lease(List.of(tierKey), false).getOrDefault(tierKey, LoadLease.NONE);
  }

  /** Stores what a load brought, if it brought anything, and ends its lease. */
  void loaded(Landing<K> landing, @Nullable V value) {
    parts.loading().measured(parts.guard().nanos() - landing.began());
    if (!landing.open()) {
      changes.release(landing.tierKey(), landing.lease());
    } else if (value == null) {
      EntryWrite nothing = changes.nothing(landing.lease()).tagged(landing.tags());
      parts.tier().write(landing.tierKey(), nothing);
    } else {
      store(landing, value);
    }
  }

  /** Ends the lease of a load that failed. */
  void failed(Object tierKey, LoadLease lease, Throwable failure) {
    try {
      changes.release(tierKey, lease);
    } catch (TierUnavailableException unavailable) {
      failure.addSuppressed(unavailable);
    }
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // whatever the source throws ends the lease
  private @Nullable V call(Callable<? extends @Nullable V> source, Object tierKey, LoadLease lease)
      throws Exception {
    long start = parts.meter().start();
    boolean failed = true;
    try {
      V value = source.call();
      failed = false;
      return value;
    } catch (Exception | Error e) {
      failed(tierKey, lease, e);
      throw e;
    } finally {
      parts.meter().loaded(start, failed);
    }
  }

  private void store(Landing<K> landing, V value) {
    LoadLease lease = landing.lease();
    StoredValue stored = encoded(landing, value);
    EntryWrite fill =
        landing.ttl() == Ttl.KEEP
            ? changes.fill(stored, lease, false)
            : EntryWrite.put(stored, landing.ttl(), Ttl.KEEP, false).ifLeased(lease);
    WriteResult result = parts.tier().write(landing.tierKey(), fill.tagged(landing.tags()));
    if (result.outcome() == Outcome.CREATED) {
      Changes<K, V> events = new Changes<>(cache, parts);
      events.created(landing.key(), value);
      events.tell();
    } else if (result.outcome() == Outcome.REFUSED) {
      refused(landing);
    }
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // whatever its class throws ends the lease
  private StoredValue encoded(Landing<K> landing, V value) {
    try {
      return parts.values().store(value);
    } catch (RuntimeException | Error e) {
      failed(landing.tierKey(), landing.lease(), e);
      throw e;
    }
  }

  /** Says once that loads take longer than their leases, so that the cache is of no use. */
  private void refused(Landing<K> landing) {
    long millis = TimeUnit.NANOSECONDS.toMillis(parts.guard().nanos() - landing.began());
    if (millis >= parts.guard().waitMillis() && said.compareAndSet(false, true)) {
      LOG.log(Level.WARNING, () -> Messages.loadTooLong(parts.name(), millis));
    }
  }
}
