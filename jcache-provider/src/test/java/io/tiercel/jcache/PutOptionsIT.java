/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.config.Mode;
import io.tiercel.tenant.PutOptions;
import io.tiercel.tenant.TenantCaches;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values that are stored for a time of their own, on a condition, in bulk, or later. */
final class PutOptionsIT {
  private static final Duration SHORT = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofHours(5);

  @RegisterExtension static final Nodes NODES = new Nodes();

  private static final AtomicInteger TENANTS = new AtomicInteger();

  private final String tenant = "org_" + TENANTS.incrementAndGet();

  @ParameterizedTest
  @EnumSource(names = {"LOCAL", "REMOTE", "TIERED"})
  void put_withTimeToLive_livesThatLong(Mode mode) throws IOException {
    TenantCaches caches = caches(mode);
    assertThat(caches.put(tenant, "a", "1", "long", PutOptions.DEFAULT.withTimeToLive(LONG)))
        .isTrue();
    caches.put(tenant, "a", "2", "short", PutOptions.DEFAULT.withTimeToLive(SHORT));
    await().until(() -> caches.cache(tenant, "a").get("2") == null);
    assertThat(caches.cache(tenant, "a").get("1")).isEqualTo("long");
    if (mode != Mode.LOCAL) {
      assertThat(secondsLeft(tenant + ":a:1:v1")).isBetween(17_000L, 18_000L);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LOCAL", "REMOTE", "TIERED"})
  void put_onCondition_tellsWhetherItStored(Mode mode) {
    TenantCaches caches = caches(mode);
    for (PutOptions options :
        List.of(PutOptions.DEFAULT, PutOptions.DEFAULT.withTimeToLive(LONG))) {
      String id = "id of " + options;
      assertThat(caches.put(tenant, "b", id, "x", options.ifPresent())).isFalse();
      assertThat(caches.cache(tenant, "b").get(id)).isNull();
      assertThat(caches.put(tenant, "b", id, "1", options.ifAbsent())).isTrue();
      assertThat(caches.put(tenant, "b", id, "x", options.ifAbsent())).isFalse();
      assertThat(caches.cache(tenant, "b").get(id)).isEqualTo("1");
      assertThat(caches.put(tenant, "b", id, "2", options.ifPresent())).isTrue();
      assertThat(caches.cache(tenant, "b").get(id)).isEqualTo("2");
      assertThat(caches.remove(tenant, "b", id)).isTrue();
      assertThat(caches.remove(tenant, "b", id)).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LOCAL", "REMOTE", "TIERED"})
  void get_withTimeToLive_answerLivesThatLong(Mode mode) throws Exception {
    TenantCaches caches = caches(mode);
    assertThat(caches.<String>get(tenant, "c", "1", LONG, () -> "first")).isEqualTo("first");
    assertThat(caches.<String>get(tenant, "c", "1", LONG, () -> "second")).isEqualTo("first");
    if (mode != Mode.LOCAL) {
      assertThat(secondsLeft(tenant + ":c:1:v1")).isBetween(17_000L, 18_000L);
    }
    caches.<String>get(tenant, "c", "2", SHORT, () -> "short");
    await().until(() -> caches.cache(tenant, "c").get("2") == null);
  }

  @Test
  void put_timeToLiveIsNotPositive_isRefused() {
    TenantCaches caches = caches(Mode.LOCAL);
    for (Duration bad : List.of(Duration.ZERO, Duration.ofNanos(1), Duration.ofSeconds(-1))) {
      assertThatThrownBy(
              () -> caches.put(tenant, "d", "1", "x", PutOptions.DEFAULT.withTimeToLive(bad)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("TIERCEL-1013 cache '" + tenant + ":d'");
    }
  }

  @Test
  void put_notCachedOnWrite_removesWhatWouldBeOverwritten() {
    try (Node node = Node.builder(Mode.LOCAL).set("cache-on-write", "false").open()) {
      TenantCaches caches = TenantCaches.of(node.manager());
      caches.cache(tenant, "e").put("1", "old");
      assertThat(caches.put(tenant, "e", "1", "new", PutOptions.DEFAULT.ifAbsent())).isFalse();
      assertThat(caches.cache(tenant, "e").get("1")).isEqualTo("old");
      assertThat(caches.put(tenant, "e", "1", "new", PutOptions.DEFAULT.ifPresent())).isFalse();
      assertThat(caches.cache(tenant, "e").get("1")).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"REMOTE", "TIERED"})
  void warm_storesAllAndTellsHowFarItIs(Mode mode) {
    TenantCaches caches = caches(mode);
    Map<String, String> contacts = new HashMap<>();
    for (int i = 0; i < 1200; i++) {
      contacts.put("contact-" + i, "name " + i);
    }
    List<Integer> progress = new ArrayList<>();
    assertThat(caches.warm(tenant, "f", contacts, progress::add)).isEqualTo(1200);
    assertThat(progress).containsExactly(500, 1000, 1200);
    assertThat(
            caches
                .cache(tenant, "f")
                .getAll(
                    contacts.keySet().stream()
                        .collect(java.util.stream.Collectors.<Object>toSet())))
        .hasSize(1200);
    assertThat(caches.warm(tenant, "f", Map.of())).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"LOCAL", "REMOTE", "TIERED"})
  void getLater_clearedWhileTheSourceRuns_isNotStored(Mode mode) throws Exception {
    var cache = caches(mode).cache(tenant, "g");
    CompletableFuture<Object> first = new CompletableFuture<>();
    var answer = cache.getLater("1", () -> first);
    cache.clear();
    first.complete("old");
    assertThat(answer.join()).isEqualTo("old");
    assertThat(cache.get("1")).isNull();
    assertThat(cache.getLater("1", () -> CompletableFuture.completedFuture("new")).join())
        .isEqualTo("new");
    assertThat(cache.getLater("1", () -> CompletableFuture.completedFuture("x")).join())
        .isEqualTo("new");
  }

  private static TenantCaches caches(Mode mode) {
    return TenantCaches.of(NODES.in(mode).manager());
  }

  /** Asks Redis itself. */
  private static long secondsLeft(String key) throws IOException {
    EmbeddedRedis redis = NODES.redis();
    int port = Integer.parseInt(redis.address().substring(redis.address().lastIndexOf(':') + 1));
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(("TTL " + key + "\r\n").getBytes(StandardCharsets.US_ASCII));
      var answer =
          new java.io.BufferedReader(
              new java.io.InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      return Long.parseLong(answer.readLine().substring(1));
    }
  }
}
