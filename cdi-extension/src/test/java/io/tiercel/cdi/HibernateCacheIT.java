/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiercel.embedded.EmbeddedPostgres;
import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.TiercelCachingProvider;
import jakarta.persistence.Cacheable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Hibernate's second-level cache, by hibernate-jcache, on two nodes. The recipe is in docs/howto.
 */
class HibernateCacheIT {
  private static final Path PAGE =
      Path.of("..", "docs", "howto", "hibernate-second-level-cache.md");
  private static final Pattern PROPERTY =
      Pattern.compile("<property name=\"([^\"]+)\" value=\"([^\"]+)\"/>");
  private static final Pattern ALLOW = Pattern.compile("codec.allow = \"([^\"]+)\"");

  private static final AtomicInteger TESTS = new AtomicInteger();

  private static EmbeddedRedis redis;
  private static EmbeddedPostgres postgres;

  private SessionFactory one;
  private SessionFactory other;

  @BeforeAll
  static void start() {
    redis = EmbeddedRedis.start();
    postgres = EmbeddedPostgres.start(Path.of("target"));
  }

  @AfterAll
  static void stop() {
    postgres.close();
    redis.close();
  }

  @BeforeEach
  void open() {
    int test = TESTS.incrementAndGet();
    String database = postgres.createDatabase("books_" + test);
    one = node(test, "one", database, "create");
    other = node(test, "other", database, "none");
  }

  @AfterEach
  void close() {
    other.close();
    one.close();
  }

  @Test
  void find_ofWhatAnotherNodeRead_asksRedisAndNotTheDatabase() {
    store(new Book(1, "Dune"), new Author(1, "Frank Herbert"));
    assertThat(find(one, Book.class, 1).title).isEqualTo("Dune");
    assertThat(find(one, Author.class, 1).name).isEqualTo("Frank Herbert");
    behindTheCaches("update books set title = 'unseen'");
    behindTheCaches("update authors set name = 'unseen'");

    assertThat(find(other, Book.class, 1).title).isEqualTo("Dune");
    Author author = find(other, Author.class, 1);
    assertThat(author.name).isEqualTo("Frank Herbert");
    assertThat(author.born).isEqualTo(LocalDate.of(1920, 10, 8));
    assertThat(other.getStatistics().getSecondLevelCacheHitCount()).isEqualTo(2);
    assertThat(other.getStatistics().getPrepareStatementCount()).isZero();
  }

  @Test
  void update_onOneNode_isSeenOnTheOther() {
    store(new Book(1, "Dune"), new Author(1, "Frank Herbert"));
    find(other, Book.class, 1);
    find(other, Author.class, 1);

    one.inTransaction(
        session -> {
          session.find(Book.class, 1L).title = "Dune Messiah";
          session.find(Author.class, 1L).name = "F. Herbert";
        });

    await().untilAsserted(() -> assertThat(find(other, Book.class, 1).title).endsWith("Messiah"));
    await().untilAsserted(() -> assertThat(find(other, Author.class, 1).name).startsWith("F. "));
  }

  @Test
  void collection_ofAnEntity_isCachedAndChanges() {
    Author author = new Author(1, "Frank Herbert");
    author.pseudonyms.addAll(List.of("a", "b"));
    store(author);
    assertThat(pseudonyms(one)).containsExactlyInAnyOrder("a", "b");
    assertThat(pseudonyms(other)).containsExactlyInAnyOrder("a", "b");
    long statements = other.getStatistics().getPrepareStatementCount();
    assertThat(pseudonyms(other)).containsExactlyInAnyOrder("a", "b");
    assertThat(other.getStatistics().getPrepareStatementCount()).isEqualTo(statements);

    one.inTransaction(session -> session.find(Author.class, 1L).pseudonyms.add("c"));

    await()
        .untilAsserted(
            () -> assertThat(pseudonyms(other)).containsExactlyInAnyOrder("a", "b", "c"));
  }

  @Test
  void query_cacheable_isAnsweredFromTheCacheUntilATableOfItChanges() {
    store(new Book(1, "Dune"));
    assertThat(titles(one)).containsExactly("Dune");
    behindTheCaches("insert into books (id, title, version) values (2, 'unseen', 0)");
    assertThat(titles(other)).containsExactly("Dune");
    assertThat(other.getStatistics().getQueryCacheHitCount()).isEqualTo(1);

    store(new Book(3, "Emma"));

    await().untilAsserted(() -> assertThat(titles(other)).hasSize(3));
  }

  @Test
  void find_redisAway_asksTheDatabase() {
    store(new Book(1, "Dune"));
    find(one, Book.class, 1);
    redis.stop();
    try {
      assertThat(find(other, Book.class, 1).title).isEqualTo("Dune");
      one.inTransaction(session -> session.find(Book.class, 1L).title = "Emma");
    } finally {
      redis.restart();
    }
    await().untilAsserted(() -> assertThat(find(other, Book.class, 1).title).isEqualTo("Emma"));
  }

  /** The page's own settings, in a manager that Hibernate opens, and closes with no other. */
  @Test
  void recipe_ofThePage_cachesAndLeavesTheApplicationsManagerOpen() throws IOException {
    String page = Files.readString(PAGE);
    Matcher allow = ALLOW.matcher(page);
    assertThat(allow.find()).isTrue();
    Map<String, String> settings =
        Map.of(
            "tiercel.codec.allow", allow.group(1),
            "tiercel.l2.address", redis.address(),
            "tiercel.l2.key-prefix", "recipe:");
    Configuration hibernate =
        new Configuration().addAnnotatedClass(Book.class).addAnnotatedClass(Author.class);
    assertThat(PROPERTY.matcher(page).results().toList())
        .hasSize(5)
        .allSatisfy(property -> hibernate.setProperty(property.group(1), property.group(2)));
    settings.forEach(System::setProperty);
    try (CacheManager own = Caching.getCachingProvider().getCacheManager()) {
      try (SessionFactory factory =
          hibernate
              .setProperty("hibernate.connection.url", postgres.createDatabase("recipe"))
              .setProperty("hibernate.hbm2ddl.auto", "create")
              .buildSessionFactory()) {
        factory.inTransaction(session -> session.persist(new Book(1, "Dune")));
        assertThat(factory.getCache().containsEntity(Book.class, 1L)).isTrue();
        assertThat(redis.info("keyspace")).contains("db0:keys=");
      }
      assertThat(own.isClosed()).isFalse();
    } finally {
      settings.keySet().forEach(System::clearProperty);
    }
  }

  private static SessionFactory node(int test, String name, String database, String tables) {
    Properties settings = new Properties();
    settings.setProperty("l2.address", redis.address());
    settings.setProperty("l2.timeout-ms", "20000");
    settings.setProperty("l2.key-prefix", "test-" + test + ":");
    settings.setProperty(
        "codec.allow",
        "org.hibernate.cache.**, org.hibernate.query.internal.*, java.io.Serializable");
    settings.setProperty("caches.books.scope", "shared");
    settings.setProperty("caches.books.l2.ttl-seconds", "3600");
    CacheManager manager =
        new TiercelCachingProvider()
            .getCacheManager(
                URI.create("test:hibernate-" + test + "-" + name),
                HibernateCacheIT.class.getClassLoader(),
                settings);
    Configuration hibernate = new Configuration();
    hibernate.addAnnotatedClass(Book.class).addAnnotatedClass(Author.class);
    hibernate.getProperties().put("hibernate.javax.cache.cache_manager", manager);
    return hibernate
        .setProperty("hibernate.cache.region.factory_class", "jcache")
        .setProperty("hibernate.javax.cache.missing_cache_strategy", "create")
        .setProperty("hibernate.cache.use_query_cache", "true")
        .setProperty("hibernate.generate_statistics", "true")
        .setProperty("hibernate.connection.url", database)
        .setProperty("hibernate.hbm2ddl.auto", tables)
        .buildSessionFactory();
  }

  private void store(Object... entities) {
    one.inTransaction(session -> List.of(entities).forEach(session::persist));
  }

  private static <T> T find(SessionFactory node, Class<T> type, long id) {
    return node.fromTransaction(session -> session.find(type, id));
  }

  private static List<String> pseudonyms(SessionFactory node) {
    return node.fromTransaction(session -> List.copyOf(session.find(Author.class, 1L).pseudonyms));
  }

  private static List<String> titles(SessionFactory node) {
    return node.fromTransaction(
        session ->
            session
                .createQuery("select title from Book where id < :most order by id", String.class)
                .setParameter("most", 100L)
                .setCacheable(true)
                .list());
  }

  private void behindTheCaches(String sql) {
    try (Session session = one.openSession()) {
      session.doWork(
          connection -> {
            try (var statement = connection.createStatement()) {
              statement.executeUpdate(sql);
              if (!connection.getAutoCommit()) {
                connection.commit();
              }
            }
          });
    }
  }

  /** Changed by its owner alone: what is cached is removed with each change. */
  @Entity(name = "Author")
  @Table(name = "authors")
  @Cacheable
  @Cache(usage = CacheConcurrencyStrategy.NONSTRICT_READ_WRITE)
  static class Author {
    @Id long id;
    String name = "";
    LocalDate born = LocalDate.of(1920, 10, 8);

    @ElementCollection
    @Cache(usage = CacheConcurrencyStrategy.NONSTRICT_READ_WRITE)
    List<String> pseudonyms = new ArrayList<>();

    Author() {}

    Author(long id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  /** Locked in the cache while it is changed. */
  @Entity(name = "Book")
  @Table(name = "books")
  @Cacheable
  @Cache(usage = CacheConcurrencyStrategy.READ_WRITE, region = "books")
  static class Book {
    @Id long id;
    String title = "";
    @Version int version;

    Book() {}

    Book(long id, String title) {
      this.id = id;
      this.title = title;
    }
  }
}
