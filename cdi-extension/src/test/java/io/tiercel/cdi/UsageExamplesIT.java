/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.http.CacheHeaderFilter;
import io.tiercel.http.CachedResponse;
import io.tiercel.http.CachedResponseFilter;
import io.tiercel.http.CachedResponseWriter;
import io.tiercel.http.RateLimitFeature;
import io.tiercel.http.RateLimitHeaderFilter;
import io.tiercel.tenant.Invalidated;
import io.tiercel.tenant.TenantCaches;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.annotation.CacheResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The usage examples that the product was ordered with, in the idiom of Jakarta EE. */
class UsageExamplesIT {
  private static final String ADDRESS = "tiercel.l2.address";
  private static final AtomicInteger TENANTS = new AtomicInteger();

  private static EmbeddedRedis redis;

  private final String tenant = "org_" + TENANTS.incrementAndGet();
  private Application application;
  private Inbox inbox;

  @BeforeAll
  static void start() {
    redis = EmbeddedRedis.start();
    System.setProperty(ADDRESS, redis.address());
  }

  @AfterAll
  static void stop() {
    System.clearProperty(ADDRESS);
    redis.close();
  }

  @BeforeEach
  void open() {
    application = Application.of(Inbox.class);
    inbox = application.get(Inbox.class);
  }

  @AfterEach
  void close() {
    application.close();
  }

  @Test
  void example1_simpleCachedQuery() throws Exception {
    assertThat(inbox.conversations(tenant)).isEqualTo(List.of("query 1"));
    assertThat(inbox.conversations(tenant)).isEqualTo(List.of("query 1"));
    TenantContext.callAs(tenant, inbox::list);
    TenantContext.callAs(tenant, inbox::list);
    assertThat(inbox.queries()).isEqualTo(1);
  }

  @Test
  void example2_cacheWithCustomTtl() throws Exception {
    TenantCaches caches = application.caches();
    String data =
        caches.get(tenant, "analytics", "dashboard", Duration.ofMinutes(10), inbox::query);
    assertThat(data).isEqualTo("query 1");
    assertThat(
            caches.<String>get(
                tenant, "analytics", "dashboard", Duration.ofMinutes(10), inbox::query))
        .isEqualTo("query 1");
  }

  @Test
  void example3_manualCacheInvalidation() throws Exception {
    inbox.conversations(tenant);
    Invalidated invalidated = application.caches().invalidate(tenant, "conversations");
    assertThat(invalidated.count().toCompletableFuture().get(60, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(inbox.conversations(tenant)).isEqualTo(List.of("query 2"));
  }

  @Test
  void example4_cascadeInvalidation() throws Exception {
    for (String resource : List.of("messages", "conversations", "dashboard-stats", "contacts")) {
      application.caches().put(tenant, resource, "list", "old");
    }
    Invalidated invalidated = application.caches().invalidateAfterCreate(tenant, "messages");
    assertThat(invalidated.resources())
        .containsExactly("messages", "conversations", "dashboard-stats");
    assertThat(invalidated.count().toCompletableFuture().get(60, TimeUnit.SECONDS)).isEqualTo(3);
    assertThat(application.keys(tenant, "messages")).isEmpty();
    assertThat(application.keys(tenant, "conversations")).isEmpty();
    assertThat(application.keys(tenant, "dashboard-stats")).isEmpty();
    assertThat(application.keys(tenant, "contacts")).hasSize(1);
  }

  @Test
  void example5_cacheMiddlewareForApiRoutes() throws Exception {
    try (var server =
        new RestServer(
            CacheHeaderFilter.class,
            CachedResponseFilter.class,
            CachedResponseWriter.class,
            Route.class)) {
      HttpResponse<String> first = server.get("route", "X-Tenant", tenant, "X-User", "ann");
      HttpResponse<String> second = server.get("route", "X-Tenant", tenant, "X-User", "ann");
      assertThat(second.body()).isEqualTo(first.body());
      assertThat(first.headers().firstValue("X-Cache")).hasValue("MISS");
      assertThat(second.headers().firstValue("X-Cache").orElseThrow()).startsWith("HIT-L");
      assertThat(second.headers().firstValue("Cache-Control")).hasValue("private, max-age=300");
    }
  }

  @Test
  void example6_rateLimiting() throws Exception {
    try (var server =
        new RestServer(
            CacheHeaderFilter.class,
            RateLimitFeature.class,
            RateLimitHeaderFilter.class,
            Limited.class)) {
      String[] ann = {"X-Tenant", tenant, "X-User", "ann"};
      for (int i = 0; i < 100; i++) {
        assertThat(server.get("limited", ann).statusCode()).isEqualTo(200);
      }
      HttpResponse<String> denied = server.get("limited", ann);
      assertThat(denied.statusCode()).isEqualTo(429);
      assertThat(denied.headers().firstValue("Retry-After")).isPresent();
      assertThat(server.get("limited", "X-Tenant", tenant, "X-User", "bob").statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void example8_tagBasedInvalidation() {
    TenantCaches caches = application.caches();
    caches.put(tenant, "conversation", "123", "Hello");
    caches.put(tenant, "conversation", "124", "Goodbye");
    assertThat(caches.tag(tenant, "conversation", "123", Set.of("user:456", "tenant:abc")))
        .isTrue();
    caches.invalidateTag(tenant, "tenant:abc");
    assertThat(caches.cache(tenant, "conversation").get("123")).isNull();
    assertThat(caches.cache(tenant, "conversation").get("124")).isEqualTo("Goodbye");
  }

  @Test
  void example7_cacheWarming() throws Exception {
    Map<String, String> contacts = new LinkedHashMap<>();
    contacts.put("contact-1", "Ann");
    contacts.put("contact-2", "Bob");
    List<Integer> progress = new ArrayList<>();
    assertThat(application.caches().warm(tenant, "contacts", contacts, progress::add)).isEqualTo(2);
    assertThat(progress).containsExactly(2);
    assertThat(TenantContext.callAs(tenant, () -> inbox.contact("contact-2"))).isEqualTo("Bob");
    assertThat(inbox.queries()).isZero();
  }

  /** A database that counts its queries. */
  @ApplicationScoped
  static class Inbox {
    private int queries;

    @Inject TenantCaches caches;

    @Nullable List<String> conversations(String tenant) throws Exception {
      return caches.<List<String>>get(tenant, "conversations", "list", () -> List.of(query()));
    }

    @CacheResult(cacheName = "conversations")
    List<String> list() {
      return List.of(query());
    }

    @CacheResult(cacheName = "contacts")
    String contact(String id) {
      return query();
    }

    String query() {
      return "query " + ++queries;
    }

    int queries() {
      return queries;
    }
  }

  /** A route that a user may take a hundred times in a window of a day. */
  @Path("limited")
  public static class Limited {
    @GET
    @RateLimited(permits = 100, per = "P1D", name = "rate:api", by = RateLimitSubject.COMBINED)
    public String read() {
      return "data";
    }
  }

  /** A route whose answers belong to who asks. */
  @Path("route")
  public static class Route {
    private static final AtomicInteger CALLS = new AtomicInteger();

    @GET
    @CachedResponse(cacheName = "route", ttl = 300, methods = "GET", isPrivate = true)
    public String read() {
      return "data " + CALLS.incrementAndGet();
    }
  }
}
