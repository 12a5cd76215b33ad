/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static io.tiercel.jcache.OutageFixture.awaitBack;
import static io.tiercel.jcache.OutageFixture.awaitCopies;
import static io.tiercel.jcache.OutageFixture.awaitWhile;
import static io.tiercel.jcache.OutageFixture.counted;
import static io.tiercel.jcache.OutageFixture.open;
import static io.tiercel.jcache.OutageFixture.touched;
import static javax.cache.expiry.Duration.ETERNAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.config.Mode;
import io.tiercel.jcache.spi.EntryOptions;
import io.tiercel.jcache.spi.LoadingCache;
import io.tiercel.ratelimit.Algorithm;
import io.tiercel.ratelimit.RateLimiter;
import io.tiercel.tenant.PutOptions;
import io.tiercel.tenant.TenantCaches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.expiry.AccessedExpiryPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The user that docs/howto/topologies.md says, and no other. */
final class AclIT {
  private static final Path PAGE = Path.of("..", "docs", "howto", "topologies.md");

  /** Rights for what takes longer: a life without end, a channel left, a log that grows old. */
  private static final List<String> SELDOM = List.of("+persist", "+unsubscribe", "+lpop");

  private EmbeddedRedis redis;

  @BeforeEach
  void start() throws IOException {
    redis = EmbeddedRedis.start();
    redis.call(line());
  }

  @AfterEach
  void stop() {
    redis.close();
  }

  @Test
  void user_ofThePage_hasAllRightsThatAreNeeded() {
    try (Node node = node("shop", "secret").open();
        Cache<String, String> cache = open(node);
        Cache<String, String> counted = counted(node);
        Cache<String, String> touched = touched(node);
        CacheFixture eternal =
            CacheFixture.on(node).expiry(AccessedExpiryPolicy.factoryOf(ETERNAL)).open()) {
      awaitBack(node);
      awaitCopies(redis, cache);
      for (Cache<String, String> each : List.of(cache, counted, touched, eternal.cache())) {
        each.put("k", "v");
        Operations.DECIDING.forEach(
            (name, operation) ->
                assertThatCode(() -> operation.accept(each)).as(name).doesNotThrowAnyException());
        Operations.HARMLESS.values().forEach(operation -> operation.accept(each));
      }
      TenantCaches tenants = node.manager().unwrap(TenantCaches.class);
      tenants.put("org_1", "contacts", "k", "v");
      tenants.invalidate("org_1");
      useTags(tenants);
      refresh(tenants.cache("org_1", "stale"));
      try (CacheFixture loading = CacheFixture.on(node).readThrough().writeThrough().open()) {
        loading.source().row("k", "v");
        assertThat(loading.cache().get("k")).isEqualTo("v");
        loading.cache().<String>invoke("k", Operations::write);
      }
      limit(node);
      awaitWhile()
          .untilAsserted(
              () ->
                  assertThat(redis.info("commandstats"))
                      .contains("cmdstat_zadd:", "cmdstat_ping:"));
      assertThat(refused()).as("the client's own look for a cluster").isSubsetOf("test1");
    }
  }

  private static void useTags(TenantCaches tenants) {
    PutOptions tagged = PutOptions.DEFAULT.withTags("t");
    tenants.put("org_1", "contacts", "k", "v", tagged);
    tenants.put("org_1", "contacts", "l", "v", tagged);
    assertThat(tenants.invalidateTag("org_1", "t").count().toCompletableFuture().join())
        .isEqualTo(2);
  }

  /** Has an entry loaded anew that is past its end. */
  private static void refresh(LoadingCache<Object, Object> cache) {
    cache.put("k", "old", Duration.ofMillis(20));
    awaitWhile().until(() -> cache.get("k") == null);
    assertThatCode(() -> cache.get("k", EntryOptions.DEFAULT, () -> "new", Runnable::run))
        .doesNotThrowAnyException();
    assertThat(cache.get("k")).isEqualTo("new");
  }

  @Test
  void user_ofThePage_hasNoRightThatIsNotNeeded() throws IOException {
    user_ofThePage_hasAllRightsThatAreNeeded();
    String stats = redis.info("commandstats");
    assertThat(Arrays.stream(line()).filter(word -> word.startsWith("+")))
        .filteredOn(right -> !stats.contains("cmdstat_" + right.substring(1) + ":"))
        .as("rights that nothing used")
        .isSubsetOf(SELDOM);
  }

  @Test
  void user_ofThePage_reachesNoOtherKeysAndChannels() {
    for (String[] command :
        List.of(
            new String[] {"GET", "other:k"},
            new String[] {"PUBLISH", "other:$inv:1", "m"},
            new String[] {"FLUSHALL"},
            new String[] {"KEYS", "*"},
            new String[] {"CONFIG", "GET", "*"})) {
      String[] dry = new String[command.length + 3];
      System.arraycopy(new String[] {"ACL", "DRYRUN", "shop"}, 0, dry, 0, 3);
      System.arraycopy(command, 0, dry, 3, command.length);
      assertThat(redis.call(dry)).as(command[0]).contains("has no permissions");
    }
  }

  @Test
  void password_wrong_saysWhatToCorrect() {
    assertNamed(node("shop", "wrong"), "TIERCEL-3001", "tiercel.l2.password");
  }

  @Test
  void user_withoutRights_saysWhatToCorrect() {
    redis.call("ACL", "SETUSER", "shop", "-set");
    assertNamed(node("shop", "secret"), "TIERCEL-3006", "ACL SETUSER");
  }

  /** Returns the keys, channels and commands that were refused so far. */
  private List<String> refused() {
    List<String> log = redis.call("ACL", "LOG").lines().toList();
    return IntStream.range(1, log.size())
        .filter(i -> log.get(i - 1).equals("object"))
        .mapToObj(log::get)
        .toList();
  }

  private static void assertNamed(Node.Builder builder, String number, String cure) {
    try (LogCapture log = new LogCapture();
        Node node = builder.open();
        Cache<String, String> cache = open(node)) {
      awaitWhile()
          .untilAsserted(
              () -> {
                assertThatCode(() -> cache.put("k", "v")).doesNotThrowAnyException();
                assertThat(log.messages(Level.WARNING, number))
                    .singleElement()
                    .asString()
                    .contains(cure)
                    .hasLineCount(1);
              });
      assertThatThrownBy(() -> cache.putIfAbsent("k", "v")).hasMessageContaining(cure);
    }
  }

  private static void limit(Node node) {
    for (Algorithm algorithm : Algorithm.values()) {
      RateLimiter.builder()
          .manager(node.manager())
          .name("rate:" + algorithm)
          .limit(5)
          .window(Duration.ofSeconds(60))
          .algorithm(algorithm)
          .build()
          .tryAcquire("caller");
    }
  }

  private Node.Builder node(String user, String password) {
    return Node.builder(Mode.TIERED)
        .redis(redis)
        .set("l2.username", user)
        .set("l2.password", password)
        .set("l2.key-prefix", "shop:")
        .set("caches.stale.stampede.stale-while-revalidate-ms", "60000");
  }

  /** Returns the words of the line that the page gives. */
  private static String[] line() throws IOException {
    return Files.readString(PAGE)
        .replace("\\\n", " ")
        .lines()
        .filter(line -> line.startsWith("ACL SETUSER shop "))
        .findFirst()
        .orElseThrow()
        .strip()
        .split("\\s+");
  }
}
