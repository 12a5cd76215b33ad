/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.CommandLog;
import io.tiercel.jcache.RedisProbe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What 100,000 caches of tenants cost a node: room, threads, and what it asks of Redis. */
final class ManyCachesIT {
  private static final int CACHES = 100_000;
  private static final int FIRST = 10;
  private static final long MOST_BYTES = 100_000_000;

  /** For all of them in use; it is less than they once took merely open. */
  private static final int HEAP_MIB = 320;

  private static final int SUBSCRIPTIONS = 65;
  private static final Pattern CALLS = Pattern.compile("cmdstat_subscribe:calls=(\\d+)");

  @Test
  void caches_veryMany_costLittleAndHearAgainAsFastAsFew() {
    try (EmbeddedRedis redis = EmbeddedRedis.start();
        RedisProbe probe = new RedisProbe(redis.port());
        ChildJvm node = ChildJvm.startWithin(HEAP_MIB, ManyCachesMain.class, redis.address())) {
      node.answer();
      node.ask("put 0 " + FIRST);
      awaitCopies(node, redis, FIRST - 1);
      String threads = node.ask("threads");
      long before = Long.parseLong(node.ask("bytes"));
      try (CommandLog log = new CommandLog(redis.port())) {
        assertThat(log.sentBy(() -> node.ask("open " + FIRST + ' ' + CACHES))).isEmpty();
      }
      long opened = Long.parseLong(node.ask("bytes")) - before;
      node.ask("put " + FIRST + ' ' + CACHES);
      long used = Long.parseLong(node.ask("bytes")) - before;
      assertThat(node.ask("threads")).isEqualTo(threads);
      assertThat(opened).isLessThan(MOST_BYTES);
      long subscribed = subscribeCalls(probe);
      probe.call("CLIENT", "KILL", "TYPE", "pubsub");
      long cut = System.nanoTime();
      await()
          .pollInterval(Duration.ofMillis(5))
          .until(() -> subscribeCalls(probe) >= subscribed + SUBSCRIPTIONS);
      awaitCopies(node, redis, CACHES - 1);
      long again = System.nanoTime() - cut;
      assertThat(subscribeCalls(probe))
          .as("it does not grow")
          .isEqualTo(subscribed + SUBSCRIPTIONS);
      System.out.println(
          CACHES
              + " caches: opened "
              + opened / 1_000_000
              + " MB, used "
              + used / 1_000_000
              + " MB, copies are trusted again after "
              + again / 1_000_000
              + " ms");
    }
  }

  /** Waits until a cache is read from its copy. */
  private static void awaitCopies(ChildJvm node, EmbeddedRedis redis, int cache) {
    try (CommandLog log = new CommandLog(redis.port())) {
      await()
          .pollInterval(Duration.ofMillis(5))
          .until(
              () -> {
                node.ask("put " + cache + ' ' + (cache + 1));
                return log.sentBy(() -> node.ask("get " + cache)).isEmpty();
              });
    }
  }

  private static long subscribeCalls(RedisProbe probe) {
    byte[] info = (byte[]) probe.call("INFO", "commandstats");
    return CALLS
        .matcher(new String(info, StandardCharsets.UTF_8))
        .results()
        .map((MatchResult found) -> Long.valueOf(found.group(1)))
        .findFirst()
        .orElse(0L);
  }
}
