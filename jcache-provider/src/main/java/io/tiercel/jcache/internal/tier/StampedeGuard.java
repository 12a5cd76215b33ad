/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one caller of this node load a key while the others wait for its answer. A caller that waits
 * too long, or that is itself loading further down the stack, loads for itself. A load whose answer
 * comes later holds no thread, and a load that is under way for longer than callers wait is not
 * joined any more. Safe for many threads.
 */
public final class StampedeGuard {
  private final ConcurrentMap<Flight, Load> loads = new ConcurrentHashMap<>();
  private final long waitMillis;
  private final LongSupplier nanos;

  /** One key of one cache. */
  private record Flight(String cache, Object key) {}

  /** A load that is under way, and the thread that makes it. */
  private record Load(
      @Nullable Thread thread, long startNanos, CompletableFuture<@Nullable Object> answer) {
    /** Returns this load once it no longer runs on the thread that began it. */
    Load awaited() {
      return new Load(null, startNanos, answer);
    }
  }

  /** Creates a guard whose callers wait at most so long for each other. */
  public StampedeGuard(long waitMillis) {
    this(waitMillis, System::nanoTime);
  }

  /** Creates a guard with a clock of its own. */
  StampedeGuard(long waitMillis, LongSupplier nanos) {
    this.waitMillis = waitMillis;
    this.nanos = nanos;
  }

  /** Returns the time by the clock that tells how long a load is under way, in nanoseconds. */
  public long nanos() {
    return nanos.getAsLong();
  }

  /** Returns how long callers wait for each other. */
  public long waitMillis() {
    return waitMillis;
  }

  /**
   * Returns what the load answers, or what the load of the same key that is under way answers.
   *
   * @throws Exception whatever the load throws; each caller that waited for it gets the same
   *     exception
   * @throws InterruptedException if the caller is interrupted while it waits; the flag stays set
   */
  public @Nullable Object once(String cache, Object key, Callable<? extends @Nullable Object> load)
      throws Exception {
    Flight flight = new Flight(cache, key);
    Load own = begin();
    Load other = loads.putIfAbsent(flight, own);
    if (other == null) {
      return lead(flight, own, load);
    }
    return other.thread() == Thread.currentThread() ? load.call() : join(other, load);
  }

  /**
   * Returns what the load will answer, or what the load of the same key that is under way will.
   *
   * @param load begins on the calling thread
   * @return shared by all callers of one load, who must not complete it
   * @throws Exception whatever the load throws in place of answering a stage
   */
  public CompletionStage<@Nullable Object> onceLater(
      String cache, Object key, Callable<CompletionStage<@Nullable Object>> load) throws Exception {
    Flight flight = new Flight(cache, key);
    Load own = begin();
    Load other = loads.putIfAbsent(flight, own);
    if (other == null) {
      return leadLater(flight, own, load);
    }
    boolean joinable =
        other.thread() != Thread.currentThread()
            && nanos.getAsLong() - other.startNanos() < TimeUnit.MILLISECONDS.toNanos(waitMillis);
    if (joinable) {
      return other.answer();
    }
    boolean within = other.thread() == Thread.currentThread();
    return !within && loads.replace(flight, other, own)
        ? leadLater(flight, own, load)
        : load.call();
  }

  /** Makes later callers load anew: the answer under way may be older than a change just made. */
  public void forget(String cache, Object key) {
    if (!loads.isEmpty()) {
      loads.remove(new Flight(cache, key));
    }
  }

  /** Makes later callers of all keys of a cache load anew. */
  public void forget(String cache) {
    if (!loads.isEmpty()) {
      loads.keySet().removeIf(flight -> flight.cache().equals(cache));
    }
  }

  @SuppressWarnings(
      "checkstyle:IllegalCatch") // whatever the load throws is handed to those who wait
  private @Nullable Object lead(Flight flight, Load own, Callable<? extends @Nullable Object> load)
      throws Exception {
    try {
      Object answer = load.call();
      own.answer().complete(answer);
      return answer;
    } catch (Exception | Error e) {
      own.answer().completeExceptionally(e);
      throw e;
    } finally {
      loads.remove(flight, own);
    }
  }

  @SuppressWarnings(
      "checkstyle:IllegalCatch") // whatever the load throws is handed to those who wait
  private CompletionStage<@Nullable Object> leadLater(
      Flight flight, Load own, Callable<CompletionStage<@Nullable Object>> load) throws Exception {
    CompletionStage<@Nullable Object> answer;
    try {
      answer = load.call();
    } catch (Exception | Error e) {
      loads.remove(flight, own);
      own.answer().completeExceptionally(e);
      throw e;
    }
    Load awaited = own.awaited();
    loads.replace(flight, own, awaited);
    answer.whenComplete(
        (value, failure) -> {
          loads.remove(flight, awaited);
          if (failure == null) {
            own.answer().complete(value);
          } else {
            own.answer().completeExceptionally(failure);
          }
        });
    return own.answer();
  }

  private Load begin() {
    return new Load(Thread.currentThread(), nanos.getAsLong(), new CompletableFuture<>());
  }

  private @Nullable Object join(Load other, Callable<? extends @Nullable Object> load)
      throws Exception {
    try {
      return other.answer().get(waitMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw e;
    } catch (TimeoutException e) {
      return load.call();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }
}
