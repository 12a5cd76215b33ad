/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.redisson.Bucket4jRedisson;
import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.ratelimit.Algorithm;
import io.tiercel.ratelimit.RateLimiter;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.redisson.Redisson;
import org.redisson.api.RRateLimiter;
import org.redisson.api.RateType;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.KeysScanOptions;
import org.redisson.api.redisnode.RedisNode;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.config.Config;

/**
 * Limiters of the same limit on one Redis of their own: ours, Redisson's, and Bucket4j's over
 * Redisson. What can be made once for a subject, such as the proxies of the peers, is.
 */
final class PeerLimiters implements AutoCloseable {
  /** Our provider's name: Redisson's jar brings a provider too. */
  static final String PROVIDER = "io.tiercel.jcache.TiercelCachingProvider";

  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final long permits;
  private final EmbeddedRedis redis = EmbeddedRedis.start();
  private final RedissonClient client;
  private final CacheManager manager;
  private final Map<Algorithm, RateLimiter> ours = new EnumMap<>(Algorithm.class);
  private final ConcurrentMap<String, RRateLimiter> redissons = new ConcurrentHashMap<>();
  private final ProxyManager<String> buckets;
  private final BucketConfiguration bucket;

  /** Opens the ways to Redis for limits of this many permits in a minute. */
  PeerLimiters(long permits) {
    this.permits = permits;
    Config config = new Config();
    config.useSingleServer().setAddress(redis.address());
    client = Redisson.create(config);
    Properties properties = new Properties();
    properties.setProperty("l2.address", redis.address());
    properties.setProperty("l2.timeout-ms", "20000"); // a busy machine is no outage
    manager =
        Caching.getCachingProvider(PROVIDER)
            .getCacheManager(URI.create("tiercel:benchmark-limits"), null, properties);
    for (Algorithm algorithm : Algorithm.values()) {
      long limit = algorithm == Algorithm.SLIDING_LOG ? Math.min(1000, permits) : permits;
      ours.put(
          algorithm,
          RateLimiter.builder()
              .manager(manager)
              .name("limits")
              .limit(limit)
              .window(WINDOW)
              .algorithm(algorithm)
              .build());
    }
    buckets =
        Bucket4jRedisson.casBasedBuilder(((Redisson) client).getCommandExecutor())
            .expirationAfterWrite(
                ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(WINDOW))
            .build();
    bucket =
        BucketConfiguration.builder()
            .addLimit(limit -> limit.capacity(permits).refillGreedy(permits, WINDOW))
            .build();
  }

  boolean tiercel(Algorithm algorithm, String subject) {
    return Objects.requireNonNull(ours.get(algorithm)).tryAcquire(subject).allowed();
  }

  boolean redisson(String subject) {
    return redissons.computeIfAbsent(subject, this::newRedisson).tryAcquire();
  }

  boolean bucket4j(String subject) {
    return buckets.getProxy("bucket4j:" + subject, () -> bucket).tryConsume(1);
  }

  /** Returns how many requests the server has read. */
  long requestsRead() {
    return Long.parseLong(
        client
            .getRedisNodes(RedisNodes.SINGLE)
            .getInstance()
            .info(RedisNode.InfoSection.STATS)
            .get("total_reads_processed"));
  }

  /** Returns the memory of all keys of a subject, by MEMORY USAGE. */
  long bytesOf(String subject) {
    return client
        .getKeys()
        .getKeysStream(KeysScanOptions.defaults().pattern("*" + subject + "*"))
        .mapToLong(key -> client.getBucket(key).sizeInMemory())
        .sum();
  }

  @Override
  public void close() {
    manager.close();
    client.shutdown();
    redis.close();
  }

  private RRateLimiter newRedisson(String subject) {
    RRateLimiter limiter = client.getRateLimiter("redisson:" + subject);
    limiter.trySetRate(RateType.OVERALL, permits, WINDOW);
    return limiter;
  }
}
