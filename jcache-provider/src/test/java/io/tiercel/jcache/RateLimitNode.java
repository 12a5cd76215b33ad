/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import io.tiercel.jcache.processes.ChildJvm;
import io.tiercel.ratelimit.Algorithm;
import io.tiercel.ratelimit.OutagePolicy;
import io.tiercel.ratelimit.RateLimiter;
import io.tiercel.ratelimit.Verdict;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.cache.CacheManager;
import javax.cache.Caching;

/**
 * A process that takes as many permits of one subject as it can: eight threads, a number of calls
 * each. Answers how many were allowed. Calls that Redis does not decide, because a busy machine is
 * slow to connect, are allowed nothing and do not count.
 */
final class RateLimitNode {
  private static final int THREADS = 8;

  private RateLimitNode() {}

  /**
   * Runs the process.
   *
   * @param arguments the address, the algorithm, the limit, the window in milliseconds, the calls
   *     of a thread
   * @throws Exception if a thread fails
   */
  public static void main(String[] arguments) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("l2.address", arguments[0]);
    properties.setProperty("l2.timeout-ms", "20000");
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (CacheManager manager =
        Caching.getCachingProvider()
            .getCacheManager(
                URI.create("test:process"), RateLimitNode.class.getClassLoader(), properties)) {
      RateLimiter limiter =
          RateLimiter.builder()
              .manager(manager)
              .name("rate:processes")
              .limit(Long.parseLong(arguments[2]))
              .window(Duration.ofMillis(Long.parseLong(arguments[3])))
              .algorithm(Algorithm.valueOf(arguments[1]))
              .onOutage(OutagePolicy.CLOSED)
              .build();
      int calls = Integer.parseInt(arguments[4]);
      Callable<Integer> taker =
          () -> {
            int allowed = 0;
            int decided = 0;
            while (decided < calls) {
              Verdict verdict = limiter.tryAcquire("hot");
              allowed += verdict.allowed() ? 1 : 0;
              decided += verdict.degraded() ? 0 : 1;
            }
            return allowed;
          };
      List<Future<Integer>> takers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        takers.add(threads.submit(taker));
      }
      int allowed = 0;
      for (Future<Integer> each : takers) {
        allowed += each.get();
      }
      System.out.println(ChildJvm.ANSWER + allowed);
    } finally {
      threads.shutdownNow();
    }
  }
}
