/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import io.tiercel.ratelimit.Algorithm;
import io.tiercel.ratelimit.OutagePolicy;
import io.tiercel.ratelimit.RateLimiter;
import io.tiercel.ratelimit.Verdict;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.cache.CacheManager;
import javax.cache.Caching;

/**
 * A process that takes as many permits of one subject as it can, with eight threads that make a
 * number of calls each: once for each algorithm that it reads from its input, telling how many were
 * allowed. Calls that Redis does not decide, because a busy machine is slow to connect, are allowed
 * nothing and do not count.
 */
final class RateLimitNode {
  /** What stands before its clock when it has reached Redis and waits for an algorithm. */
  static final String READY = "ready=";

  /** What stands before the number of permits that the process was given. */
  static final String ALLOWED = "allowed=";

  private static final int THREADS = 8;

  private RateLimitNode() {}

  /**
   * Runs the process.
   *
   * @param arguments the address, the limit, the window in milliseconds, the calls of a thread
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
                    URI.create("test:process"), RateLimitNode.class.getClassLoader(), properties);
        BufferedReader input =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      int calls = Integer.parseInt(arguments[3]);
      take(limiter(manager, Algorithm.FIXED_WINDOW, arguments), "warm", 1);
      System.out.println(READY + System.currentTimeMillis());
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        RateLimiter limiter = limiter(manager, Algorithm.valueOf(line), arguments);
        Callable<Integer> taker = () -> take(limiter, "hot", calls);
        int allowed = 0;
        for (Future<Integer> each : threads.invokeAll(Collections.nCopies(THREADS, taker))) {
          allowed += each.get();
        }
        System.out.println(ALLOWED + allowed);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static RateLimiter limiter(CacheManager manager, Algorithm algorithm, String[] numbers) {
    return RateLimiter.builder()
        .manager(manager)
        .name("rate:processes")
        .limit(Long.parseLong(numbers[1]))
        .window(Duration.ofMillis(Long.parseLong(numbers[2])))
        .algorithm(algorithm)
        .onOutage(OutagePolicy.CLOSED)
        .build();
  }

  private static int take(RateLimiter limiter, String subject, int calls) {
    int allowed = 0;
    int decided = 0;
    while (decided < calls) {
      Verdict verdict = limiter.tryAcquire(subject);
      allowed += verdict.allowed() ? 1 : 0;
      decided += verdict.degraded() ? 0 : 1;
    }
    return allowed;
  }
}
