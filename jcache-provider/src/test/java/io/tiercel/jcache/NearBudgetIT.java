/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.config.Mode;
import java.io.IOException;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The room of L1 is the manager's, in entries and in bytes at once, whatever caches there are. */
final class NearBudgetIT {
  private static final int CACHES = 1000;
  private static final int MAX_ENTRIES = 500;
  private static final int MAX_BYTES = 1 << 20;
  private static final int LARGE = 16 << 10;
  private static final URLClassLoader OBSERVED = TierLog.loader();
  private static EmbeddedRedis redis;

  @BeforeAll
  static void startRedis() {
    redis = EmbeddedRedis.start();
  }

  @AfterAll
  static void stop() throws IOException {
    redis.close();
    OBSERVED.close();
  }

  /** A value that hides its size. */
  record Letter(int number, Object body) implements java.io.Serializable {}

  /**
   * What is put into the caches, one by one.
   *
   * @param name what it shows
   * @param value makes the value of a number
   * @param leastBytes the size of the smallest
   */
  record Load(String name, IntFunction<Object> value, int leastBytes) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Load> loads() {
    return List.of(
        new Load("small", n -> "small " + n, 6),
        new Load("texts", n -> "x".repeat(LARGE), LARGE),
        new Load("wide-texts", n -> "ж".repeat(LARGE / 2), LARGE),
        new Load("records", n -> new Letter(n, "x".repeat(LARGE)), LARGE),
        new Load("arrays", n -> new byte[LARGE], LARGE),
        new Load("both", n -> n % 50 == 0 ? "x".repeat(LARGE) : "small " + n, 6));
  }

  @ParameterizedTest
  @MethodSource("loads")
  void put_thousandLocalCaches_staysInsideBothLimits(Load load) {
    try (Node node = open(Mode.LOCAL)) {
      List<Cache<String, Object>> caches = fill(node, load);
      List<Object> held = new ArrayList<>();
      caches.forEach(cache -> cache.forEach(entry -> held.add(entry.getValue())));
      assertInsideBothLimits(load, held, 1);
    }
  }

  @ParameterizedTest
  @MethodSource("loads")
  void put_thousandTieredCaches_staysInsideBothLimits(Load load) {
    try (Node node = open(Mode.TIERED)) {
      awaitCopies(open(node, "ready"));
      List<Cache<String, Object>> caches = fill(node, load);
      TierLog.takeAllReads();
      List<Object> values = new ArrayList<>();
      for (Cache<String, Object> cache : caches) {
        values.add(cache.get("one"));
        values.add(cache.get("two"));
      }
      List<String> reads = TierLog.takeAllReads();
      assertThat(reads).hasSameSizeAs(values);
      List<Object> held = new ArrayList<>();
      for (int n = 0; n < reads.size(); n++) {
        if (reads.get(n).endsWith(" L1")) {
          held.add(values.get(n));
        }
      }
      assertInsideBothLimits(load, held, 2); // beside the bytes, what hits are answered with
    }
  }

  @Test
  void put_localCacheEvictsForRoom_saysSoOnceNamingTheKeys() {
    try (Node node = open(Mode.LOCAL);
        LogCapture log = new LogCapture()) {
      Cache<String, Object> cache = open(node, "org_1:full");
      for (int n = 0; n < MAX_ENTRIES / 2; n++) {
        cache.put("k" + n, n);
      }
      assertThat(log.messages(java.util.logging.Level.WARNING, "TIERCEL-1065")).isEmpty();
      for (int n = 0; n < 2 * MAX_ENTRIES; n++) {
        cache.put("k" + n, n);
      }
      assertThat(log.messages(java.util.logging.Level.WARNING, "TIERCEL-1065"))
          .singleElement()
          .asString()
          .contains("[org_1:full]", "tiercel.l1.max-entries", "tiercel.l1.max-size-mb");
    }
  }

  @Test
  void put_tieredCacheEvictsForRoom_isSilent() {
    try (Node node = open(Mode.TIERED);
        LogCapture log = new LogCapture()) {
      Cache<String, Object> cache = open(node, "org_1:copies");
      for (int n = 0; n < 2 * MAX_ENTRIES; n++) {
        cache.put("k" + n, n);
      }
      assertThat(log.messages(java.util.logging.Level.WARNING, "TIERCEL-1065")).isEmpty();
    }
  }

  /** Waits until L1 serves what it holds: the node must hear of changes first. */
  private static void awaitCopies(Cache<String, Object> cache) {
    await()
        .until(
            () -> {
              cache.put("ready", "ready");
              cache.get("ready");
              return TierLog.takeReads(cache.getName()).contains("L1");
            });
  }

  private static Node open(Mode mode) {
    return Node.builder(mode)
        .redis(redis)
        .loader(OBSERVED)
        .set("l1.max-entries", String.valueOf(MAX_ENTRIES))
        .set("l1.max-size-mb", "1")
        .set("l1.warm-on-l2-hit", "false")
        .set("codec.allow", Letter.class.getName())
        .open();
  }

  private static Cache<String, Object> open(Node node, String name) {
    return node.manager()
        .createCache(
            name, new MutableConfiguration<String, Object>().setTypes(String.class, Object.class));
  }

  private static List<Cache<String, Object>> fill(Node node, Load load) {
    List<Cache<String, Object>> caches = new ArrayList<>();
    for (int n = 0; n < CACHES; n++) {
      Cache<String, Object> cache = open(node, load.name + "_" + n + ":letters");
      caches.add(cache);
      cache.put("one", load.value.apply(2 * n));
      cache.put("two", load.value.apply(2 * n + 1));
    }
    return caches;
  }

  /** The limits hold, and the room up to the nearer one is used. */
  private static void assertInsideBothLimits(Load load, List<Object> held, int forms) {
    long bytes = held.stream().mapToLong(NearBudgetIT::bytes).sum() * forms;
    assertThat(held.size()).isLessThanOrEqualTo(MAX_ENTRIES);
    assertThat(bytes).isLessThanOrEqualTo(MAX_BYTES);
    int most = Math.min(MAX_ENTRIES, MAX_BYTES / forms / load.leastBytes);
    assertThat(held).hasSizeGreaterThan(load.name.equals("both") ? most / 2 : most * 8 / 10);
  }

  private static long bytes(Object value) {
    if (value instanceof Letter letter) {
      return bytes(letter.body());
    }
    if (value instanceof byte[] array) {
      return array.length;
    }
    String text = value.toString();
    return text.startsWith("ж") ? 2L * text.length() : text.length();
  }
}
