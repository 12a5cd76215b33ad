/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.config.Mode;
import java.net.URI;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.jspecify.annotations.Nullable;

/**
 * A node: a cache manager with a URI of its own, so that two of them on one Redis know of each
 * other only what two processes would. Opened by public configuration alone.
 */
final class Node implements AutoCloseable {
  /** So long that a busy machine is not an outage. */
  private static final String PATIENT_MILLIS = "20000";

  private static final AtomicInteger OPENED = new AtomicInteger();

  private final CacheManager manager;

  private Node(CacheManager manager) {
    this.manager = manager;
  }

  static Builder builder(Mode mode) {
    return new Builder(mode);
  }

  /** Opens a node with nothing but its mode. */
  static Node open(Mode mode, EmbeddedRedis redis) {
    return builder(mode).redis(redis).open();
  }

  CacheManager manager() {
    return manager;
  }

  @Override
  public void close() {
    manager.close();
  }

  /** Opens a node. */
  static final class Builder {
    private final Mode mode;
    private final Properties properties = new Properties();
    private URI uri = URI.create("test:node-" + OPENED.incrementAndGet());
    private ClassLoader loader = Node.class.getClassLoader();
    private @Nullable EmbeddedRedis redis;

    private Builder(Mode mode) {
      this.mode = mode;
    }

    Builder redis(EmbeddedRedis server) {
      redis = server;
      return this;
    }

    Builder uri(String text) {
      uri = URI.create(text);
      return this;
    }

    Builder loader(ClassLoader classLoader) {
      loader = classLoader;
      return this;
    }

    Builder set(String key, String value) {
      properties.setProperty(key, value);
      return this;
    }

    Node open() {
      if (redis != null && mode != Mode.LOCAL) {
        properties.setProperty("l2.address", redis.address());
        properties.putIfAbsent("l2.timeout-ms", PATIENT_MILLIS);
      }
      if (mode == Mode.REMOTE) {
        properties.setProperty("l1.enabled", "false");
      }
      return new Node(Caching.getCachingProvider().getCacheManager(uri, loader, properties));
    }
  }
}
