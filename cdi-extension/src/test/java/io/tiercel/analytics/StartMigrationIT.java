/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiercel.cdi.internal.TiercelExtension;
import io.tiercel.tenant.TenantCaches;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.lang.reflect.Proxy;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.cache.Caching;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.spi.InitialContextFactory;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** An application that migrates our tables when it starts, beside its own. */
class StartMigrationIT {
  private static final String UNIT = "tiercel.analytics.persistence-unit";
  private static final String MIGRATE = "tiercel.analytics.migrate-data-source";
  private static final String NAME = "java:app/jdbc/inbox";

  private static AnalyticsDatabase database;

  private PGSimpleDataSource source;

  /** A server's names. */
  public static final class Names implements InitialContextFactory {
    static final Map<String, Object> BOUND = new ConcurrentHashMap<>();

    @Override
    public Context getInitialContext(Hashtable<?, ?> environment) {
      return (Context)
          Proxy.newProxyInstance(
              Names.class.getClassLoader(),
              new Class<?>[] {Context.class},
              (proxy, method, arguments) -> {
                if (!method.getName().equals("lookup")) {
                  return null;
                }
                Object found = BOUND.get(arguments[0].toString());
                if (found == null) {
                  throw new NameNotFoundException(arguments[0].toString());
                }
                return found;
              });
    }
  }

  @BeforeAll
  static void startServer() {
    database = new AnalyticsDatabase();
  }

  @AfterAll
  static void stopServer() {
    database.close();
  }

  @BeforeEach
  void bind() {
    source = database.create(this);
    Names.BOUND.put(NAME, source);
    System.setProperty(Context.INITIAL_CONTEXT_FACTORY, Names.class.getName());
    System.setProperty(UNIT, "inbox");
  }

  @AfterEach
  void clear() {
    Caching.getCachingProvider("io.tiercel.jcache.TiercelCachingProvider").close();
    System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
    System.clearProperty(UNIT);
    System.clearProperty(MIGRATE);
  }

  @Test
  void start_dataSourceIsNamed_migratesBesideTheApplicationsOwnFirstVersion() throws Exception {
    System.setProperty(MIGRATE, NAME);
    Flyway own = Flyway.configure().dataSource(source).locations("classpath:db/application").load();
    own.migrate();
    for (int start = 0; start < 2; start++) {
      try (SeContainer application = boot()) {
        application.select(TenantCaches.class).get().invalidate("acme", "contacts");
      }
    }
    assertThat(own.migrate().migrationsExecuted).isZero();
    assertThat(database.query("select version from flyway_schema_history")).containsExactly("1");
    assertThat(database.query("select count(*) from cache_invalidation_logs, letter"))
        .containsExactly("0");
    assertThat(database.query("select count(*) from cache_invalidation_logs")).containsExactly("2");
  }

  @Test
  void start_nothingIsNamed_leavesTheDatabaseAlone() throws Exception {
    boot().close();
    assertThat(database.query("select to_regclass('tiercel_schema_history')"))
        .containsExactly("null");
  }

  @Test
  void start_unknownDataSource_fails() {
    System.setProperty(MIGRATE, "java:app/jdbc/nowhere");
    assertThatThrownBy(() -> boot().close())
        .hasStackTraceContaining("TIERCEL-6006")
        .hasStackTraceContaining("analytics.migrate-data-source=java:app/jdbc/nowhere");
  }

  private static SeContainer boot() {
    return SeContainerInitializer.newInstance()
        .disableDiscovery()
        .addExtensions(new TiercelExtension())
        .initialize();
  }
}
