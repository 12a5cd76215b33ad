/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiercel.jcache.config.CacheSettings;
import io.tiercel.jcache.config.Mode;
import io.tiercel.jcache.config.TiercelSettings;
import io.tiercel.jcache.spi.Invalidation;
import io.tiercel.jcache.spi.Invalidation.Reason;
import io.tiercel.tenant.TenantCaches;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Caches by tenant and resource, as an application that is not a CDI one uses them. */
final class TenantCachesIT {
  @RegisterExtension static final TenantNodes NODES = new TenantNodes();

  private final String tenant = TenantNodes.newTenant();
  private final AtomicInteger queries = new AtomicInteger();

  @InEachMode
  void get_secondTime_isAnsweredFromTheCache(Mode mode) throws Exception {
    TenantCaches tenants = NODES.in(mode);
    for (int i = 0; i < 3; i++) {
      String list =
          tenants.get(tenant, "conversations", "list", () -> "row " + queries.incrementAndGet());
      assertThat(list).isEqualTo("row 1");
    }
    assertThat(TierLog.takeReads(tenant + ":conversations")).startsWith("MISS").hasSize(3);
    if (mode != Mode.LOCAL) {
      assertThat(NODES.exists(tenant + ":conversations:list:v1")).isTrue();
    }
  }

  @InEachMode
  void get_sourceHasNothingOrFails_storesNothing(Mode mode) throws Exception {
    TenantCaches tenants = NODES.in(mode);
    assertThat(tenants.<String>get(tenant, "contacts", "a", () -> null)).isNull();
    IOException failure = new IOException("the database is down");
    assertThatThrownBy(
            () ->
                tenants.get(
                    tenant,
                    "contacts",
                    "a",
                    () -> {
                      throw failure;
                    }))
        .isSameAs(failure);
    assertThat(tenants.<String>get(tenant, "contacts", "a", () -> "1")).isEqualTo("1");
  }

  @Test
  void get_ownTimesToLive_areThoseInRedis() throws Exception {
    try (Node node =
        Node.builder(Mode.TIERED)
            .redis(NODES.redis())
            .set("l1.ttl-seconds", "30")
            .set("l2.ttl-seconds", "600")
            .set("caches.analytics.l2.ttl-seconds", "60")
            .open()) {
      TenantCaches tenants = TenantCaches.of(node.manager());
      tenants.get(tenant, "reports", "dashboard", () -> "1");
      tenants.get(tenant, "analytics", "dashboard", () -> "1");
      assertThat(ttlOf("reports", "dashboard")).isBetween(500_000L, 600_000L);
      assertThat(ttlOf("analytics", "dashboard")).isBetween(1L, 60_000L);
      CacheSettings settings = node.manager().unwrap(TiercelSettings.class).cache("analytics");
      assertThat(settings.near().timeToLive()).isEqualTo(Duration.ofSeconds(30));
    }
  }

  @InEachMode
  void warm_severalEntries_areAnsweredWithoutTheSource(Mode mode) throws Exception {
    TenantCaches tenants = NODES.in(mode);
    tenants.cache(tenant, "contacts").putAll(Map.of("contact-1", "Ada", "contact-2", "Grace"));
    String name = tenants.get(tenant, "contacts", "contact-2", () -> "not asked");
    assertThat(name).isEqualTo("Grace");
  }

  @InEachMode
  void remove_oneEntry_losesItAlone(Mode mode) {
    TenantCaches tenants = NODES.in(mode);
    tenants.put(tenant, "contacts", "a", "1");
    tenants.put(tenant, "contacts", "b", "2");
    tenants.remove(tenant, "contacts", "a");
    assertThat(tenants.cache(tenant, "contacts").containsKey("a")).isFalse();
    assertThat(tenants.cache(tenant, "contacts").get("b")).isEqualTo("2");
    assertThat(TierLog.takeInvalidations())
        .containsExactly(new Invalidation(tenant, "contacts", "a", Reason.MANUAL, "contacts"));
  }

  @InEachMode
  void put_cacheOnWriteOff_removesTheOldValue(Mode mode) {
    try (Node node =
        Node.builder(mode).redis(NODES.redis()).set("cache-on-write", "false").open()) {
      TenantCaches tenants = TenantCaches.of(node.manager());
      assertThat(tenants.cacheOnWrite()).isFalse();
      tenants.cache(tenant, "contacts").put("a", "1");
      assertThat(tenants.cache(tenant, "contacts").get("a")).as("Cache.put stores").isEqualTo("1");
      tenants.put(tenant, "contacts", "a", "2");
      assertThat(tenants.cache(tenant, "contacts").get("a")).isNull();
      assertThat(NODES.in(mode).cacheOnWrite()).isTrue();
    }
  }

  @Test
  void get_cachingOff_asksTheSourceEachTime() throws Exception {
    try (Node node = Node.builder(Mode.OFF).loader(NODES.loader()).set("enabled", "false").open()) {
      TenantCaches tenants = TenantCaches.of(node.manager());
      tenants.put(tenant, "contacts", "a", "0");
      for (int i = 1; i <= 3; i++) {
        int answer =
            requireNonNull(tenants.<Integer>get(tenant, "contacts", "a", queries::incrementAndGet));
        assertThat(answer).isEqualTo(i);
      }
      tenants.invalidate(tenant);
      assertThat(tenants.invalidateAfterCreate(tenant, "contacts").resources())
          .containsExactly("contacts");
      assertThat(TierLog.takeInvalidations()).as("of nothing").isEmpty();
    }
  }

  @InEachMode
  void sharedResource_isOneForAllTenants(Mode mode) throws Exception {
    TenantCaches tenants = NODES.in(mode);
    tenants.invalidate(null, "exchange-rates");
    tenants.put(tenant, "exchange-rates", "EUR", "1.1");
    assertThat(tenants.<String>get(null, "exchange-rates", "EUR", () -> "?")).isEqualTo("1.1");
    assertThat(tenants.<String>get("other", "exchange-rates", "EUR", () -> "?")).isEqualTo("1.1");
    assertThat(tenants.cache(null, "exchange-rates").getName()).isEqualTo("exchange-rates");
    if (mode != Mode.LOCAL) {
      assertThat(NODES.exists("exchange-rates:EUR:v1")).isTrue();
    }
  }

  @InEachMode
  void anyCall_noTenant_isRefused(Mode mode) {
    TenantCaches tenants = NODES.in(mode);
    assertThatThrownBy(() -> tenants.cache(null, "contacts"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("TIERCEL-1061 resource 'contacts' belongs to tenants");
    assertThatThrownBy(() -> tenants.invalidate(null, "contacts"))
        .hasMessageStartingWith("TIERCEL-1061 ");
    assertThatThrownBy(() -> tenants.put(null, "contacts", "a", "1"))
        .hasMessageStartingWith("TIERCEL-1061 ");
    assertThatThrownBy(() -> tenants.invalidateAfterCreate(null, "contacts"))
        .hasMessageStartingWith("TIERCEL-1061 ");
  }

  private long ttlOf(String resource, String id) {
    try (RedisProbe redis = new RedisProbe(NODES.redis().port())) {
      return redis.pttl(tenant + ":" + resource + ":" + id + ":v1");
    }
  }
}
