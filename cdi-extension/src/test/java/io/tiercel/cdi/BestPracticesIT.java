/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.shaded.redisson.Redisson;
import io.tiercel.jcache.shaded.redisson.api.RedissonClient;
import io.tiercel.jcache.shaded.redisson.api.options.KeysScanOptions;
import io.tiercel.jcache.shaded.redisson.client.codec.ByteArrayCodec;
import io.tiercel.jcache.shaded.redisson.client.codec.StringCodec;
import io.tiercel.jcache.shaded.redisson.config.Config;
import io.tiercel.monitoring.CacheAnalytics;
import io.tiercel.monitoring.CacheHealth;
import io.tiercel.session.CreatedSession;
import io.tiercel.session.Session;
import io.tiercel.session.SessionStore;
import io.tiercel.tenant.PutOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.cache.CacheManager;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The best practices that the product was ordered with. */
class BestPracticesIT {
  private static final String ADDRESS = "tiercel.l2.address";
  private static final String ENABLED = "tiercel.enabled";

  private static final String KEYS = "tiercel.codec.encryption-keys";
  private static final String ENCRYPTED = "tiercel.caches.practice-sessions.encrypted";
  private static final String LIFE = "tiercel.caches.practice-sessions.l2.ttl-seconds";

  private static final UUID ID = UUID.fromString("6f1c2b52-5c0e-4f0a-9d7e-1f2a3b4c5d6e");

  private static EmbeddedRedis redis;
  private static RedissonClient client;

  @BeforeAll
  static void start() {
    redis = EmbeddedRedis.start();
    var config = new Config();
    config.setCodec(StringCodec.INSTANCE);
    config.useSingleServer().setAddress(redis.address());
    client = Redisson.create(config);
    System.setProperty(ADDRESS, redis.address());
  }

  @AfterAll
  static void stop() {
    System.clearProperty(ADDRESS);
    client.shutdown();
    redis.close();
  }

  @AfterEach
  void clear() {
    System.clearProperty(ENABLED);
  }

  @Test
  void practice1_cacheKeyNaming() throws Exception {
    try (var application = Application.of(ById.class)) {
      ById conversations = application.get(ById.class);
      TenantContext.callAs("org_123", () -> conversations.one("uuid-456"));
      assertThat(client.getBucket("org_123:conversations:uuid-456:v1").isExists()).isTrue();
    }
  }

  @Test
  void practice2_ttlSelection() {
    try (var application = Application.of()) {
      Map<String, Duration> lives =
          Map.of(
              "sessions", Duration.ofMinutes(30),
              "dashboard", Duration.ofMinutes(5),
              "contacts", Duration.ofMinutes(15),
              "templates", Duration.ofHours(1),
              "static", Duration.ofHours(24));
      lives.forEach(
          (resource, life) -> {
            application
                .caches()
                .put("org_2", resource, "1", "x", PutOptions.DEFAULT.withTimeToLive(life));
            assertThat(client.getBucket("org_2:" + resource + ":1:v1").remainTimeToLive())
                .isBetween(life.toMillis() - 60_000, life.toMillis());
          });
    }
  }

  @Test
  void practice3_cacheInvalidation() throws Exception {
    try (var application = Application.of(Conversations.class)) {
      Conversations conversations = application.get(Conversations.class);
      TenantContext.callAs("org_3", conversations::list);
      TenantContext.callAs("org_3", conversations::create);
      assertThat(TenantContext.callAs("org_3", conversations::list)).hasSize(1);
      TenantContext.callAs("org_3", conversations::send);
      assertThat(application.keys("org_3", "conversations")).isEmpty();
      TenantContext.callAs("org_3", conversations::list);
      application.caches().invalidateAfterUpdate("org_3", "conversations", ID);
      assertThat(application.keys("org_3", "conversations")).isEmpty();
    }
  }

  @Test
  void practice4_errorHandling() throws Exception {
    System.setProperty(ADDRESS, "redis://127.0.0.1:1");
    try (var application = Application.of(Conversations.class)) {
      Conversations conversations = application.get(Conversations.class);
      assertThat(TenantContext.callAs("org_4", conversations::list)).isEmpty();
      TenantContext.callAs("org_4", conversations::create);
      assertThat(TenantContext.callAs("org_4", conversations::list)).hasSize(1);
    } finally {
      System.setProperty(ADDRESS, redis.address());
    }
  }

  @Test
  void practice5_monitoring() {
    List<String> alerts = new ArrayList<>();
    try (var application = Application.of()) {
      alert(application.get(CacheAnalytics.class).health(), alerts);
    }
    assertThat(alerts).isEmpty();
    System.setProperty(ADDRESS, "redis://127.0.0.1:1");
    try (var application = Application.of()) {
      alert(application.get(CacheAnalytics.class).health(), alerts);
    } finally {
      System.setProperty(ADDRESS, redis.address());
    }
    assertThat(alerts).hasSize(2);
    assertThat(alerts.get(0)).isEqualTo("Cache health degraded: 60/100");
    assertThat(alerts.get(1)).startsWith("L2 does not answer");
  }

  private static void alert(CacheHealth health, List<String> alerts) {
    if (health.score() < 70) {
      alerts.add("Cache health degraded: " + health.score() + "/100");
      alerts.addAll(health.issues());
    }
  }

  @Test
  void practice6_testing_cacheEnabledAndDisabled() throws Exception {
    for (String enabled : List.of("true", "false")) {
      System.setProperty(ENABLED, enabled);
      try (var application = Application.of(Conversations.class)) {
        Conversations conversations = application.get(Conversations.class);
        for (int i = 0; i < 2; i++) {
          assertThat(TenantContext.callAs("org_6", () -> conversations.one(ID)))
              .isEqualTo("conversation " + ID);
        }
        assertThat(conversations.queries()).isEqualTo(enabled.equals("true") ? 1 : 2);
      }
    }
  }

  @Test
  void practice7_security_sessionsAreEncrypted() throws Exception {
    String key = Base64.getEncoder().encodeToString(new byte[32]);
    System.setProperty(KEYS, "k1:" + key);
    System.setProperty(ENCRYPTED, "true");
    System.setProperty(LIFE, "43200");
    try (var application = Application.of()) {
      SessionStore sessions =
          SessionStore.of(application.get(CacheManager.class), "practice-sessions");
      CreatedSession created =
          sessions.createSession("org_7", "ann", Map.of("card", "4111111111111111"));
      Session session = sessions.getSession("org_7", created.token());
      assertThat(session).isNotNull();
      assertThat(session.attributes()).containsEntry("card", "4111111111111111");
      List<String> stored = new ArrayList<>();
      KeysScanOptions ofSessions = KeysScanOptions.defaults().pattern("org_7:practice-sessions:*");
      for (String name : client.getKeys().getKeys(ofSessions)) {
        byte[] value = client.<byte[]>getBucket(name, ByteArrayCodec.INSTANCE).get();
        stored.add(name + " " + new String(value, StandardCharsets.ISO_8859_1));
      }
      assertThat(stored)
          .isNotEmpty()
          .noneMatch(entry -> entry.contains("4111111111111111"))
          .noneMatch(entry -> entry.contains(created.token()));
    } finally {
      System.clearProperty(KEYS);
      System.clearProperty(ENCRYPTED);
      System.clearProperty(LIFE);
    }
  }

  @Test
  void practice8_cacheWarming() throws Exception {
    try (var application =
        Application.of(
            WarmUpTest.Directory.class, WarmUpTest.Warmer.class, WarmUpTest.Source.class)) {
      WarmUpTest.awaitDone(application);
      assertThat(client.getBucket("acme:contacts:7:v1").isExists()).isTrue();
      assertThat(client.getBucket("globex:contacts:7:v1").isExists()).isTrue();
    }
  }

  @ApplicationScoped
  static class Conversations {
    private int rows;
    private int queries;

    @CacheResult(cacheName = "conversations")
    List<String> list() {
      queries++;
      return Stream.generate(() -> "row").limit(rows).toList();
    }

    @CacheResult(cacheName = "conversations")
    String one(UUID id) {
      queries++;
      return "conversation " + id;
    }

    @CacheRemoveAll(cacheName = "conversations")
    boolean create() {
      rows++;
      return true;
    }

    @CacheRemoveAll(cacheName = "messages")
    boolean send() {
      return true;
    }

    int queries() {
      return queries;
    }
  }

  @ApplicationScoped
  static class ById {
    @CacheResult(cacheName = "conversations")
    String one(String id) {
      return "conversation " + id;
    }
  }
}
