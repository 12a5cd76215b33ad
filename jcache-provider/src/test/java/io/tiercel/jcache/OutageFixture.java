/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static org.awaitility.Awaitility.await;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.config.Mode;
import io.tiercel.jcache.spi.TierUnavailableException;
import java.time.Duration;
import java.util.logging.Level;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.AccessedExpiryPolicy;
import org.awaitility.core.ConditionFactory;

/** A Redis of a test's own that goes away, and the nodes and caches on it. */
final class OutageFixture implements AutoCloseable {
  /** For many operations, each of which may wait for its timeout until the circuit is open. */
  static final Duration LIMIT = Duration.ofSeconds(40);

  private final EmbeddedRedis redis = EmbeddedRedis.start();

  EmbeddedRedis redis() {
    return redis;
  }

  @Override
  public void close() {
    redis.close();
  }

  Node.Builder node(Mode mode) {
    return Node.builder(mode).redis(redis).set("l2.timeout-ms", "300");
  }

  static Cache<String, String> open(Node node) {
    return open(node, CacheFixture.newName());
  }

  static Cache<String, String> open(Node node, String name) {
    return node.manager().createCache(name, configuration());
  }

  /** Opens a cache in which removeAll visits each entry. */
  static Cache<String, String> counted(Node node) {
    return node.manager()
        .createCache(CacheFixture.newName(), configuration().setStatisticsEnabled(true));
  }

  /** Opens a cache in which each read is told to Redis. */
  static Cache<String, String> touched(Node node) {
    return node.manager()
        .createCache(
            CacheFixture.newName(),
            configuration()
                .setExpiryPolicyFactory(
                    AccessedExpiryPolicy.factoryOf(javax.cache.expiry.Duration.ONE_HOUR)));
  }

  static MutableConfiguration<String, String> configuration() {
    return new MutableConfiguration<String, String>().setTypes(String.class, String.class);
  }

  /** From then on nothing is sent: what is written is only in the journal. */
  static void openTheCircuit(Node node) {
    try (Cache<String, String> cache = open(node);
        LogCapture log = new LogCapture()) {
      await()
          .atMost(LIMIT)
          .until(
              () -> {
                cache.put("k", "v");
                return !log.messages(Level.WARNING, "TIERCEL-3001").isEmpty();
              });
    }
  }

  /** Waits until Redis decides again. */
  static void awaitBack(Node node) {
    try (Cache<String, String> cache = open(node)) {
      awaitWhile().untilAsserted(() -> cache.putIfAbsent("back", "v"));
    }
  }

  /** Waits until reads are served from copies: Redis hears of none. */
  void awaitCopies(Cache<String, String> cache) {
    awaitCopies(redis, cache);
  }

  /** Waits until reads are served from copies: this Redis hears of none. */
  static void awaitCopies(EmbeddedRedis redis, Cache<String, String> cache) {
    try (CommandLog log = new CommandLog(redis.port())) {
      awaitWhile()
          .until(
              () -> {
                cache.put("copied", "v");
                return log.of(() -> cache.get("copied")).isEmpty();
              });
    }
  }

  static ConditionFactory awaitWhile() {
    return await().atMost(LIMIT).ignoreException(TierUnavailableException.class);
  }
}
