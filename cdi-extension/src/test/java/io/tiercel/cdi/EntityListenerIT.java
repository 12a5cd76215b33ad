/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import com.arjuna.ats.jdbc.TransactionalDriver;
import io.tiercel.embedded.EmbeddedPostgres;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import jakarta.transaction.UserTransaction;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.logging.Logger;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.xa.PGXADataSource;

/**
 * Entities that change in JTA transactions of EclipseLink and of Hibernate, with the listener named
 * by the entity and by the mapping file of the unit.
 */
class EntityListenerIT {
  private static EmbeddedPostgres postgres;

  private final TransactionServer server = new TransactionServer();
  private final UserTransaction transaction = server.transaction();
  private final Application application = Application.of(Statements.class);
  private String database = "";

  @BeforeAll
  static void start() {
    postgres = EmbeddedPostgres.start(Path.of("target"));
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @BeforeEach
  void fill() throws SQLException {
    database = postgres.createDatabase("entities_" + System.identityHashCode(this));
    execute("create table message (id bigint primary key, tenant text, body text)");
    execute("insert into message values (1, 'acme', 'old')");
    for (String tenant : new String[] {"acme", "globex"}) {
      for (String resource : new String[] {"messages", "conversations", "contacts"}) {
        application.caches().put(tenant, resource, 1L, "old");
      }
    }
  }

  @AfterEach
  void close() {
    application.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eclipselink-annotated",
        "eclipselink-default",
        "hibernate-annotated",
        "hibernate-default"
      })
  void change_committed_invalidatesAfterTheCommitWithTheDependents(String unit) throws Exception {
    try (EntityManagerFactory factory = open(unit)) {
      assertInvalidates(factory, entities -> entities.persist(made(unit, 2)));
      assertInvalidates(factory, entities -> found(entities, unit).change("new"));
      assertInvalidates(factory, entities -> entities.remove(found(entities, unit)));
    }
    assertThat(rows()).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eclipselink-annotated",
        "eclipselink-default",
        "hibernate-annotated",
        "hibernate-default"
      })
  void change_rolledBack_invalidatesNothing(String unit) throws Exception {
    try (EntityManagerFactory factory = open(unit)) {
      transaction.begin();
      try (EntityManager entities = factory.createEntityManager()) {
        entities.persist(made(unit, 2));
        found(entities, unit).change("new");
        entities.flush();
      }
      transaction.rollback();
    }
    assertThat(rows()).isEqualTo("1");
    assertThat(has("acme", "messages")).isTrue();
    assertThat(has("acme", "conversations")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"eclipselink-annotated", "hibernate-annotated"})
  void bulkStatement_isNotHeardOf_andItsMethodSaysWhatItChanges(String unit) throws Exception {
    try (EntityManagerFactory factory = open(unit)) {
      transaction.begin();
      try (EntityManager entities = factory.createEntityManager()) {
        entities.createQuery("update Annotated set body = 'new'").executeUpdate();
      }
      transaction.commit();
      assertThat(has("acme", "messages")).isTrue();
      transaction.begin();
      try (EntityManager entities = factory.createEntityManager()) {
        Statements statements = application.get(Statements.class);
        TenantContext.callAs("acme", () -> statements.change(entities));
        assertThat(has("acme", "messages")).isTrue();
      }
      transaction.commit();
    }
    assertThat(has("acme", "messages")).isFalse();
    assertThat(has("acme", "conversations")).isFalse();
    assertThat(has("globex", "messages")).isTrue();
  }

  private void assertInvalidates(EntityManagerFactory factory, Consumer<EntityManager> change)
      throws Exception {
    application.caches().put("acme", "messages", 1L, "old");
    application.caches().put("acme", "conversations", 1L, "old");
    transaction.begin();
    try (EntityManager entities = factory.createEntityManager()) {
      change.accept(entities);
      entities.flush();
    }
    assertThat(has("acme", "messages")).as("before the commit").isTrue();
    transaction.commit();
    assertThat(has("acme", "messages")).as("after the commit").isFalse();
    assertThat(has("acme", "conversations")).as("the dependents").isFalse();
    assertThat(has("acme", "contacts")).isTrue();
    assertThat(has("globex", "messages")).isTrue();
  }

  private boolean has(String tenant, String resource) {
    return application.caches().cache(tenant, resource).get(1L) != null;
  }

  private static Entities.Message found(EntityManager entities, String unit) {
    return entities.find(typeOf(unit), 1L);
  }

  private static Entities.Message made(String unit, long id) {
    Entities.Message message =
        unit.endsWith("-default") ? new Entities.Plain() : new Entities.Annotated();
    return message.of(id, "acme", "new");
  }

  private static Class<? extends Entities.Message> typeOf(String unit) {
    return unit.endsWith("-default") ? Entities.Plain.class : Entities.Annotated.class;
  }

  private EntityManagerFactory open(String unit) {
    PGXADataSource source = new PGXADataSource();
    source.setUrl(database);
    return Persistence.createEntityManagerFactory(
        unit, Map.of("jakarta.persistence.jtaDataSource", new Enlisted(source)));
  }

  private String rows() throws SQLException {
    try (Connection connection = DriverManager.getConnection(database);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select string_agg(id::text, ',' order by id) from message")) {
      rows.next();
      return rows.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Says what its bulk statement changes. */
  @ApplicationScoped
  static class Statements {
    @CascadeInvalidate("messages")
    int change(EntityManager entities) {
      return entities.createQuery("update Annotated set body = 'newer'").executeUpdate();
    }
  }

  /** Connections that take part in the transaction of their thread, as a server gives them. */
  private record Enlisted(XADataSource source) implements DataSource {
    @Override
    public Connection getConnection() throws SQLException {
      Properties properties = new Properties();
      properties.put(TransactionalDriver.XADataSource, source);
      return new TransactionalDriver().connect(TransactionalDriver.arjunaDriver, properties);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
      return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
      return new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
      return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
      throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
      throw new SQLException(type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
      return false;
    }
  }
}
