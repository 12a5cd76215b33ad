/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static java.util.Objects.requireNonNull;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.config.Mode;
import io.tiercel.tenant.TenantCaches;
import java.io.IOException;
import java.net.URLClassLoader;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One Redis for all tests of a class, and on it the tenants' caches of one node in each mode, which
 * {@link TierLog} observes: {@code messages} cascade to {@code conversations} and {@code
 * dashboard-stats}, these to {@code reports}; three resources are a ring; {@code exchange-rates}
 * are shared.
 */
final class TenantNodes
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private static final AtomicInteger TENANTS = new AtomicInteger();

  private final URLClassLoader loader = TierLog.loader();
  private final Map<Mode, Node> nodes = new EnumMap<>(Mode.class);
  private @Nullable EmbeddedRedis redis;

  /** Returns a tenant that no other test has. */
  static String newTenant() {
    return "org_" + TENANTS.incrementAndGet() + "-";
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    redis = EmbeddedRedis.start();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    TierLog.takeInvalidations();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    TierLog.takeInvalidations();
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    nodes.values().forEach(Node::close);
    loader.close();
    redis().close();
  }

  EmbeddedRedis redis() {
    return requireNonNull(redis, "redis");
  }

  /** Returns a class loader whose managers are observed. */
  ClassLoader loader() {
    return loader;
  }

  /** Tells whether Redis has a key. */
  boolean exists(String key) {
    try (RedisProbe probe = new RedisProbe(redis().port())) {
      return Long.valueOf(1).equals(probe.call("EXISTS", key));
    }
  }

  /** Returns the tenants' caches of the node of a mode. */
  TenantCaches in(Mode mode) {
    return TenantCaches.of(nodes.computeIfAbsent(mode, this::open).manager());
  }

  private Node open(Mode mode) {
    return Node.builder(mode)
        .redis(redis())
        .loader(loader)
        .set("caches.messages.cascades-to", "conversations,dashboard-stats")
        .set("caches.dashboard-stats.cascades-to", "reports")
        .set("caches.ring-a.cascades-to", "ring-b")
        .set("caches.ring-b.cascades-to", "ring-c")
        .set("caches.ring-c.cascades-to", "ring-a")
        .set("caches.exchange-rates.scope", "shared")
        .open();
  }
}
