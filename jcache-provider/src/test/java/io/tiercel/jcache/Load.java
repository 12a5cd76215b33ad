/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.spi.TierUnavailableException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.cache.Cache;

/** Threads that do all operations on some caches over and over, and note what they throw. */
final class Load implements AutoCloseable {
  private final Queue<Throwable> thrownByHarmless = new ConcurrentLinkedQueue<>();
  private final Queue<Throwable> thrownByDeciding = new ConcurrentLinkedQueue<>();
  private final AtomicLong rounds = new AtomicLong();
  private final ExecutorService threads;
  private volatile boolean ends;

  private Load(List<Cache<String, String>> caches) {
    threads = Executors.newFixedThreadPool(caches.size());
    caches.forEach(cache -> threads.execute(() -> run(cache)));
  }

  static Load on(List<Cache<String, String>> caches) {
    return new Load(caches);
  }

  /** How often all operations were done so far. */
  long rounds() {
    return rounds.get();
  }

  /** Ends the threads, and asserts that operations threw what an outage lets them throw only. */
  void assertBearable() {
    close();
    assertThat(thrownByHarmless).as("operations that decide nothing").isEmpty();
    assertThat(thrownByDeciding)
        .allSatisfy(
            thrown ->
                assertThat(thrown)
                    .isInstanceOf(TierUnavailableException.class)
                    .hasMessageMatching("TIERCEL-2002 cache '.*': .* \\(.+\\)"));
  }

  @Override
  public void close() {
    ends = true;
    threads.shutdown();
    try {
      assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Cache<String, String> cache) {
    while (!ends) {
      Operations.HARMLESS.values().forEach(operation -> run(cache, operation, thrownByHarmless));
      Operations.DECIDING.values().forEach(operation -> run(cache, operation, thrownByDeciding));
      rounds.incrementAndGet();
    }
  }

  private static void run(
      Cache<String, String> cache,
      Consumer<Cache<String, String>> operation,
      Queue<Throwable> thrown) {
    try {
      operation.accept(cache);
    } catch (RuntimeException | Error e) {
      thrown.add(e);
    }
  }
}
