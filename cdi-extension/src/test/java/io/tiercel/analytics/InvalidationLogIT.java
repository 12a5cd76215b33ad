/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.tiercel.cdi.CacheInvalidationListener;
import io.tiercel.cdi.InvalidatesResource;
import io.tiercel.cdi.TenantContext;
import io.tiercel.cdi.TenantOwned;
import io.tiercel.cdi.internal.TiercelExtension;
import io.tiercel.embedded.EmbeddedPostgres;
import io.tiercel.migrations.TiercelMigrations;
import io.tiercel.ratelimit.RateLimiter;
import io.tiercel.tenant.TenantCaches;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class InvalidationLogIT {
  private static final String URL = "jakarta.persistence.jdbc.url";
  private static final String UNIT = "tiercel.analytics.persistence-unit";
  private static final String ROWS =
      "select tenant_id, resource_type, reason, initiating_resource"
          + " from cache_invalidation_logs order by id";

  private static EmbeddedPostgres server;

  private String database = "";

  @BeforeAll
  static void startServer() {
    server = EmbeddedPostgres.start(Path.of("target"));
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void migrate() throws SQLException {
    database = server.createDatabase("inbox_" + System.identityHashCode(this));
    var source = new PGSimpleDataSource();
    source.setUrl(database);
    TiercelMigrations.migrate(source);
    System.setProperty(URL, database);
  }

  @AfterEach
  void clear() {
    // A container that fails once its application is up closes nothing.
    Caching.getCachingProvider("io.tiercel.jcache.TiercelCachingProvider").close();
    System.clearProperty(URL);
    System.clearProperty(UNIT);
  }

  @Test
  void invalidation_unitIsNamed_isRecordedWithItsCascade() throws SQLException {
    System.setProperty(UNIT, "inbox");
    try (var application = boot()) {
      TenantCaches caches = application.select(TenantCaches.class).get();
      caches.put("acme", "messages", 1L, "message");
      caches.put("acme", "messages", 2L, "message");
      caches.put("acme", "conversations", 1L, "conversation");
      caches.invalidateAfterCreate("acme", "messages");
      await().until(() -> query(ROWS).size() == 3);
    }
    assertThat(query(ROWS))
        .containsExactly(
            "acme|messages|manual|messages",
            "acme|conversations|cascade|messages",
            "acme|dashboard-stats|cascade|messages");
    assertThat(query("select entry_id, entry_count from cache_invalidation_logs order by id"))
        .containsExactly("null|2", "null|1", "null|0");
    assertThat(query("select node_id from cache_invalidation_logs limit 1").get(0))
        .startsWith(ProcessHandle.current().pid() + "@");
  }

  @Test
  void invalidation_oneEntryOfASharedResource_isRecordedWithoutTenant() throws SQLException {
    System.setProperty(UNIT, "inbox");
    try (var application = boot()) {
      application.select(TenantCaches.class).get().invalidate(null, "countries");
    }
    assertThat(query(ROWS))
        .as("written at the latest on shutdown")
        .containsExactly("|countries|manual|countries");
  }

  @Test
  void rows_areReadBackAsEntities() {
    System.setProperty(UNIT, "inbox");
    OffsetDateTime before = OffsetDateTime.now(ZoneOffset.UTC);
    try (var application = boot()) {
      application.select(TenantCaches.class).get().invalidate("acme", "contacts");
    }
    try (EntityManagerFactory factory = Persistence.createEntityManagerFactory("inbox");
        EntityManager entities = factory.createEntityManager()) {
      InvalidationLog row =
          entities
              .createQuery("select l from TiercelInvalidationLog l", InvalidationLog.class)
              .getSingleResult();
      assertThat(row.id()).isNotNull();
      assertThat(row.tenantId()).isEqualTo("acme");
      assertThat(row.resourceType()).isEqualTo("contacts");
      assertThat(row.occurredAt()).isCloseTo(before, within(1, ChronoUnit.HOURS));
    }
  }

  @Test
  void entityChange_isRecordedWithItsCascade() throws SQLException {
    System.setProperty(UNIT, "inbox");
    try (var application = boot()) {
      assertThat(application.isRunning()).isTrue();
      new CacheInvalidationListener().changed(new Message());
    }
    assertThat(query(ROWS))
        .containsExactly(
            "acme|messages|entity|messages",
            "acme|conversations|cascade|messages",
            "acme|dashboard-stats|cascade|messages");
  }

  @Test
  void denials_ofALimiter_areCountedForTenantAndSubject() throws Exception {
    System.setProperty(UNIT, "inbox");
    try (var application = boot()) {
      RateLimiter limiter =
          RateLimiter.builder()
              .manager(application.select(CacheManager.class).get())
              .name("rate:api")
              .limit(1)
              .window(Duration.ofDays(1))
              .build();
      for (String subject : List.of("ann", "ann", "bob", "ann", "ann")) {
        TenantContext.callAs("acme", () -> limiter.tryAcquire(subject));
      }
      limiter.tryAcquire("ann");
      String denials = "select sum(denial_count) from rate_limit_denials";
      await().until(() -> query(denials).equals(List.of("4")));
    }
    assertThat(
            query(
                "select tenant_id, limiter_name, subject, sum(denial_count), bool_or(degraded)"
                    + " from rate_limit_denials group by 1, 2, 3 order by 1"))
        .containsExactly("|rate:api|ann|1|f", "acme|rate:api|ann|3|f");
    assertThat(query("select distinct node_id from rate_limit_denials").get(0))
        .startsWith(ProcessHandle.current().pid() + "@");
  }

  @Test
  void invalidation_noUnitIsNamed_isNotRecorded() throws SQLException {
    try (var application = boot()) {
      application.select(TenantCaches.class).get().invalidate("acme", "contacts");
    }
    assertThat(query(ROWS)).isEmpty();
  }

  @Test
  void invalidation_unitListsNoMappingFile_costsTheRowsAndNothingElse() throws SQLException {
    System.setProperty(UNIT, "unmapped");
    try (var application = boot()) {
      assertThat(
              application
                  .select(TenantCaches.class)
                  .get()
                  .invalidateAfterDelete("acme", "x")
                  .resources())
          .containsExactly("x");
    }
    assertThat(query(ROWS)).isEmpty();
  }

  @Test
  void deployment_unitIsUnknown_fails() {
    System.setProperty(UNIT, "nowhere");
    assertThatThrownBy(() -> boot().close())
        .hasStackTraceContaining("TIERCEL-6002")
        .hasStackTraceContaining("analytics.persistence-unit=nowhere");
  }

  private static SeContainer boot() {
    return SeContainerInitializer.newInstance()
        .disableDiscovery()
        .addExtensions(new TiercelExtension())
        .initialize();
  }

  private List<String> query(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(database);
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return rows;
      }
      ResultSet result = statement.getResultSet();
      while (result.next()) {
        List<String> columns = new ArrayList<>();
        for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
          columns.add(String.valueOf(result.getString(column)));
        }
        rows.add(String.join("|", columns));
      }
    }
    return rows;
  }

  @InvalidatesResource("messages")
  private record Message() implements TenantOwned {
    @Override
    public String owningTenant() {
      return "acme";
    }
  }
}
