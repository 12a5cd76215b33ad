/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tiercel.jcache.config.CacheSettings;
import io.tiercel.jcache.config.Mode;
import io.tiercel.jcache.config.TiercelSettings;
import io.tiercel.jcache.spi.Invalidation;
import io.tiercel.jcache.spi.Invalidation.Reason;
import io.tiercel.tenant.Invalidated;
import io.tiercel.tenant.PutOptions;
import io.tiercel.tenant.TenantCaches;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Caches by tenant and resource, as an application that is not a CDI one uses them. */
final class TenantCachesIT {
  @RegisterExtension static final Nodes REDIS = new Nodes();

  private static final URLClassLoader LOADER = TierLog.loader();
  private static final Map<Mode, Node> NODES = new EnumMap<>(Mode.class);
  private static final AtomicInteger TENANTS = new AtomicInteger();

  private final String tenant = "org_" + TENANTS.incrementAndGet() + "-";
  private final AtomicInteger queries = new AtomicInteger();

  @AfterAll
  static void closeNodes() throws IOException {
    NODES.values().forEach(Node::close);
    LOADER.close();
  }

  @BeforeEach
  @AfterEach
  void forget() {
    TierLog.takeInvalidations();
  }

  @InEachMode
  void get_secondTime_isAnsweredFromTheCache(Mode mode) throws Exception {
    TenantCaches tenants = tenants(mode);
    for (int i = 0; i < 3; i++) {
      String list =
          tenants.get(tenant, "conversations", "list", () -> "row " + queries.incrementAndGet());
      assertThat(list).isEqualTo("row 1");
    }
    assertThat(TierLog.takeReads(tenant + ":conversations")).startsWith("MISS").hasSize(3);
    if (mode != Mode.LOCAL) {
      assertThat(redis("EXISTS " + tenant + ":conversations:list:v1")).isEqualTo(":1");
    }
  }

  @InEachMode
  void get_sourceHasNothingOrFails_storesNothing(Mode mode) throws Exception {
    TenantCaches tenants = tenants(mode);
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
            .redis(REDIS.redis())
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
  void invalidate_resource_losesThatResourceOfThatTenant(Mode mode) throws Exception {
    TenantCaches tenants = tenants(mode);
    fill(tenants, tenant, "conversations", "contacts");
    fill(tenants, tenant + "1", "conversations");
    tenants.invalidate(tenant, "conversations");
    assertThat(held(tenants, tenant, "conversations")).isFalse();
    assertThat(held(tenants, tenant, "contacts")).isTrue();
    assertThat(held(tenants, tenant + "1", "conversations")).isTrue();
    assertThat(TierLog.takeInvalidations())
        .containsExactly(invalidation("conversations", Reason.MANUAL, "conversations"));
  }

  @InEachMode
  void invalidateAfterCreate_losesWhatDependsOnItTransitively(Mode mode) throws Exception {
    TenantCaches tenants = tenants(mode);
    String[] all = {"messages", "conversations", "dashboard-stats", "reports", "contacts"};
    fill(tenants, tenant, all);
    fill(tenants, tenant + "1", all);
    assertThat(tenants.invalidateAfterCreate(tenant, "messages").resources())
        .containsExactly("messages", "conversations", "dashboard-stats", "reports");
    assertThat(heldOf(tenants, tenant, all)).containsExactly("contacts");
    assertThat(heldOf(tenants, tenant + "1", all)).containsExactly(all);
    assertThat(TierLog.takeInvalidations())
        .containsExactly(
            invalidation("messages", Reason.MANUAL, "messages"),
            invalidation("conversations", Reason.CASCADE, "messages"),
            invalidation("dashboard-stats", Reason.CASCADE, "messages"),
            invalidation("reports", Reason.CASCADE, "messages"));
  }

  @InEachMode
  void invalidateAfterUpdateOrDelete_inACycle_invalidatesEachOnce(Mode mode) throws Exception {
    TenantCaches tenants = tenants(mode);
    fill(tenants, tenant, "ring-a", "ring-b", "ring-c");
    assertThat(tenants.invalidateAfterUpdate(tenant, "ring-b").resources())
        .containsExactly("ring-b", "ring-c", "ring-a");
    assertThat(heldOf(tenants, tenant, "ring-a", "ring-b", "ring-c")).isEmpty();
    assertThat(TierLog.takeInvalidations()).hasSize(3);
    fill(tenants, tenant, "ring-a", "ring-b", "ring-c");
    assertThat(tenants.invalidateAfterDelete(tenant, "ring-a").resources())
        .containsExactly("ring-a", "ring-b", "ring-c");
    assertThat(heldOf(tenants, tenant, "ring-a", "ring-b", "ring-c")).isEmpty();
  }

  @InEachMode
  void invalidations_areCounted(Mode mode) throws Exception {
    TenantCaches tenants = tenants(mode);
    for (int i = 0; i < 20; i++) {
      tenants.put(tenant, "messages", i, "v");
      tenants.put(tenant, "conversations", i, "v", tagged(i < 5 ? "few" : "many"));
      tenants.put(tenant + "1", "messages", i, "v", tagged("few"));
    }
    tenants.remove(tenant, "messages", 0);
    tenants.put(tenant, "reports", "1", "v", tagged("few").withTimeToLive(Duration.ofDays(1)));
    assertThat(count(tenants.invalidateTag(tenant, "few"))).isEqualTo(6);
    assertThat(count(tenants.invalidateTag(tenant, "few"))).isZero();
    assertThat(count(tenants.invalidateAfterCreate(tenant, "messages"))).isEqualTo(19 + 15);
    assertThat(count(tenants.invalidate(tenant, "messages"))).isZero();
    tenants.put(tenant, "messages", "new", "v");
    tenants.put(tenant, "contacts", "1", "v", tagged("x"));
    Invalidated all = tenants.invalidate(tenant);
    assertThat(count(all)).isEqualTo(2);
    assertThat(count(all)).isEqualTo(2);
    assertThat(count(tenants.invalidate(tenant + "1"))).isEqualTo(20);
    assertThat(count(tenants.invalidateTag(tenant, "never used"))).isZero();
    tenants.invalidate(null, "exchange-rates");
    tenants.put(null, "exchange-rates", "EUR", "1", tagged("rates"));
    tenants.put(null, "exchange-rates", "USD", "1");
    assertThat(count(tenants.invalidateTag(null, "rates"))).isEqualTo(1);
    assertThat(count(tenants.invalidate(null, "exchange-rates"))).isEqualTo(1);
  }

  /** Those that wait for the same pass, each with a number of its own. */
  @Test
  void invalidations_countedTogether_eachHaveTheirNumber() throws Exception {
    TenantCaches tenants = tenants(Mode.REMOTE);
    List<Invalidated> dropped = new ArrayList<>();
    for (int n = 1; n <= 5; n++) {
      for (int i = 0; i < n; i++) {
        tenants.put(tenant, "contacts", n + "-" + i, "v");
      }
      dropped.add(tenants.invalidate(tenant, "contacts"));
    }
    dropped.forEach(Invalidated::count);
    for (int n = 1; n <= 5; n++) {
      assertThat(count(dropped.get(n - 1))).isEqualTo(n);
    }
  }

  @Test
  void invalidations_countIsNotAsked_costOneTripEach() {
    TenantCaches tenants = tenants(Mode.REMOTE);
    tenants.put(tenant, "contacts", "1", "v", tagged("x"));
    tenants.invalidate(tenant, "contacts");
    tenants.invalidateTag(tenant, "x");
    tenants.invalidate(tenant);
    try (CommandLog log = new CommandLog(REDIS.redis().port())) {
      assertThat(log.sentBy(() -> tenants.invalidate(tenant, "contacts"))).hasSize(1);
      assertThat(log.sentBy(() -> tenants.invalidateTag(tenant, "x"))).hasSize(1);
      assertThat(log.sentBy(() -> tenants.invalidate(tenant))).hasSize(1);
    }
  }

  private static PutOptions tagged(String tag) {
    return PutOptions.DEFAULT.withTags(tag);
  }

  private static long count(Invalidated dropped) throws Exception {
    return dropped.count().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  @InEachMode
  void invalidateDependents_keepsTheResourceItself(Mode mode) throws Exception {
    TenantCaches tenants = tenants(mode);
    fill(tenants, tenant, "ring-a", "ring-b", "ring-c");
    assertThat(tenants.invalidateDependents(tenant, "ring-a").resources())
        .containsExactly("ring-b", "ring-c");
    assertThat(heldOf(tenants, tenant, "ring-a", "ring-b", "ring-c")).containsExactly("ring-a");
    assertThat(tenants.invalidateDependents(tenant, "contacts").resources()).isEmpty();
    assertThat(tenants.dependentsOf("ring-c")).containsExactly("ring-c", "ring-a", "ring-b");
    assertThat(tenants.dependentsOf("contacts")).containsExactly("contacts");
  }

  @InEachMode
  void invalidateWithDependents_tellsTheReason(Mode mode) {
    tenants(mode).invalidateWithDependents(tenant, "ring-a", Reason.ENTITY);
    assertThat(TierLog.takeInvalidations())
        .containsExactly(
            invalidation("ring-a", Reason.ENTITY, "ring-a"),
            invalidation("ring-b", Reason.CASCADE, "ring-a"),
            invalidation("ring-c", Reason.CASCADE, "ring-a"));
  }

  @InEachMode
  void invalidate_tenant_losesAllItsResourcesAndNobodyElses(Mode mode) throws Exception {
    TenantCaches tenants = tenants(mode);
    List<String> others = List.of(tenant + "1", tenant + ".a", "x" + tenant, tenant + "-", "o");
    fill(tenants, tenant, "contacts", "messages", "a:b");
    for (String other : others) {
      fill(tenants, other, "contacts");
    }
    fill(tenants, null, "exchange-rates");
    tenants.invalidate(tenant);
    assertThat(heldOf(tenants, tenant, "contacts", "messages", "a:b")).isEmpty();
    for (String other : others) {
      assertThat(held(tenants, other, "contacts")).as(other).isTrue();
    }
    assertThat(held(tenants, null, "exchange-rates")).as("shared").isTrue();
    assertThat(TierLog.takeInvalidations()).containsExactly(invalidation("*", Reason.MANUAL, "*"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"REMOTE", "TIERED"})
  void invalidate_tenant_reachesCachesThisNodeNeverOpened(Mode mode) throws Exception {
    TenantCaches here = tenants(mode);
    fill(here, tenant, "contacts", "messages");
    awaitFirstTier(here, mode);
    try (Node other = Node.open(mode, REDIS.redis())) {
      TenantCaches.of(other.manager()).invalidate(tenant);
      assertThat(other.manager().getCacheNames()).isEmpty();
      await()
          .untilAsserted(() -> assertThat(heldOf(here, tenant, "contacts", "messages")).isEmpty());
    }
  }

  @InEachMode
  void warm_severalEntries_areAnsweredWithoutTheSource(Mode mode) throws Exception {
    TenantCaches tenants = tenants(mode);
    tenants.cache(tenant, "contacts").putAll(Map.of("contact-1", "Ada", "contact-2", "Grace"));
    String name = tenants.get(tenant, "contacts", "contact-2", () -> "not asked");
    assertThat(name).isEqualTo("Grace");
  }

  @InEachMode
  void remove_oneEntry_losesItAlone(Mode mode) {
    TenantCaches tenants = tenants(mode);
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
        Node.builder(mode).redis(REDIS.redis()).set("cache-on-write", "false").open()) {
      TenantCaches tenants = TenantCaches.of(node.manager());
      assertThat(tenants.cacheOnWrite()).isFalse();
      tenants.cache(tenant, "contacts").put("a", "1");
      assertThat(tenants.cache(tenant, "contacts").get("a")).as("Cache.put stores").isEqualTo("1");
      tenants.put(tenant, "contacts", "a", "2");
      assertThat(tenants.cache(tenant, "contacts").get("a")).isNull();
      assertThat(tenants(mode).cacheOnWrite()).isTrue();
    }
  }

  @Test
  void get_cachingOff_asksTheSourceEachTime() throws Exception {
    try (Node node = Node.builder(Mode.OFF).loader(LOADER).set("enabled", "false").open()) {
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
    TenantCaches tenants = tenants(mode);
    tenants.invalidate(null, "exchange-rates");
    tenants.put(tenant, "exchange-rates", "EUR", "1.1");
    assertThat(tenants.<String>get(null, "exchange-rates", "EUR", () -> "?")).isEqualTo("1.1");
    assertThat(tenants.<String>get("other", "exchange-rates", "EUR", () -> "?")).isEqualTo("1.1");
    assertThat(tenants.cache(null, "exchange-rates").getName()).isEqualTo("exchange-rates");
    if (mode != Mode.LOCAL) {
      assertThat(redis("EXISTS exchange-rates:EUR:v1")).isEqualTo(":1");
    }
  }

  @InEachMode
  void anyCall_malformedTenant_isRefused(Mode mode) {
    TenantCaches tenants = tenants(mode);
    Map<String, BiConsumer<TenantCaches, String>> calls = tenantCalls();
    List<String> malformed =
        List.of(
            "",
            ":",
            "a:b",
            "a:",
            "%",
            "a%3Ab",
            "*",
            "a*",
            "a b",
            " ",
            "{a}",
            "a/b",
            "a\\b",
            "a\"b",
            "a\nb",
            "a\u0000",
            "a\u0085",
            "\ud800",
            "a".repeat(129),
            "a".repeat(10_000));
    for (String bad : malformed) {
      calls.forEach(
          (name, call) ->
              assertThatThrownBy(() -> call.accept(tenants, bad))
                  .as("%s of '%.20s'", name, bad)
                  .isInstanceOf(IllegalArgumentException.class)
                  .hasMessageStartingWith("TIERCEL-1060 ")
                  .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200)));
    }
    assertThat(TierLog.takeInvalidations()).isEmpty();
  }

  @InEachMode
  void anyCall_noTenant_isRefused(Mode mode) {
    TenantCaches tenants = tenants(mode);
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

  @InEachMode
  @SuppressWarnings("NullAway") // that null is refused is what is tested
  void cache_malformedResource_isRefused(Mode mode) {
    TenantCaches tenants = tenants(mode);
    List<String> malformed = new ArrayList<>(List.of("", "a\nb", "a\u0000", "\u007f", "\u0085"));
    malformed.add("a".repeat(201));
    malformed.add("a".repeat(10_000));
    malformed.add(null);
    for (String bad : malformed) {
      assertThatThrownBy(() -> tenants.cache(tenant, bad))
          .as("'%.20s'", bad)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("TIERCEL-1062 ");
    }
  }

  /** Names and ids that would meet in a key, if it were not escaped. */
  @InEachMode
  void entries_namesThatLookAlike_stayApart(Mode mode) {
    TenantCaches tenants = tenants(mode);
    List<String> resources =
        List.of(
            "a",
            "a:b",
            "a%3Ab",
            "a*",
            "a b",
            "a+b",
            "a{b}",
            "$meta",
            "$tenant",
            "a:",
            ":a",
            "%",
            "*",
            "a:$meta",
            "größe",
            "\ud83d\ude00",
            "\ud800",
            "?");
    List<String> ids =
        List.of("c", "b:c", "*", "%", " ", "", "$meta", "v1", "c:v1", "a\nb", "\ud800", "?");
    Map<List<String>, String> values = new LinkedHashMap<>();
    for (String resource : resources) {
      for (String id : ids) {
        String value = "value " + values.size();
        values.put(List.of(resource, id), value);
        tenants.put(tenant, resource, id, value);
      }
    }
    values.forEach(
        (place, value) ->
            assertThat(tenants.cache(tenant, place.get(0)).get(place.get(1)))
                .as(place.toString())
                .isEqualTo(value));
    tenants.invalidate(tenant, "a*");
    values.forEach(
        (place, value) ->
            assertThat(tenants.cache(tenant, place.get(0)).containsKey(place.get(1)))
                .as(place.toString())
                .isEqualTo(!place.get(0).equals("a*")));
    for (String resource : resources) {
      int expected = resource.equals("a*") ? 0 : ids.size();
      assertThat(tenants.cache(tenant, resource)).as(resource).hasSize(expected);
    }
  }

  private static Map<String, BiConsumer<TenantCaches, String>> tenantCalls() {
    Map<String, BiConsumer<TenantCaches, String>> calls = new LinkedHashMap<>();
    calls.put("cache", (tenants, bad) -> tenants.cache(bad, "contacts"));
    calls.put("put", (tenants, bad) -> tenants.put(bad, "contacts", "a", "1"));
    calls.put("remove", (tenants, bad) -> tenants.remove(bad, "contacts", "a"));
    calls.put("invalidate", (tenants, bad) -> tenants.invalidate(bad, "contacts"));
    calls.put("invalidate tenant", TenantCaches::invalidate);
    calls.put("afterCreate", (tenants, bad) -> tenants.invalidateAfterCreate(bad, "messages"));
    calls.put("dependents", (tenants, bad) -> tenants.invalidateDependents(bad, "messages"));
    return calls;
  }

  private static TenantCaches tenants(Mode mode) {
    Node node =
        NODES.computeIfAbsent(
            mode,
            wanted ->
                Node.builder(wanted)
                    .redis(REDIS.redis())
                    .loader(LOADER)
                    .set("caches.messages.cascades-to", "conversations,dashboard-stats")
                    .set("caches.dashboard-stats.cascades-to", "reports")
                    .set("caches.ring-a.cascades-to", "ring-b")
                    .set("caches.ring-b.cascades-to", "ring-c")
                    .set("caches.ring-c.cascades-to", "ring-a")
                    .set("caches.exchange-rates.scope", "shared")
                    .open());
    return TenantCaches.of(node.manager());
  }

  private Invalidation invalidation(String resource, Reason reason, String initiator) {
    return new Invalidation(tenant, resource, null, reason, initiator);
  }

  private static void fill(TenantCaches tenants, @Nullable String owner, String... resources)
      throws Exception {
    for (String resource : resources) {
      tenants.get(owner, resource, "a", () -> "1");
      assertThat(held(tenants, owner, resource)).as("filled").isTrue();
    }
  }

  private static boolean held(TenantCaches tenants, @Nullable String owner, String resource) {
    return tenants.cache(owner, resource).containsKey("a");
  }

  private static List<String> heldOf(TenantCaches tenants, String owner, String... resources) {
    List<String> held = new ArrayList<>();
    for (String resource : resources) {
      if (held(tenants, owner, resource)) {
        held.add(resource);
      }
    }
    return held;
  }

  /** Waits until copies are kept, where the mode has any, so that there is something to void. */
  private void awaitFirstTier(TenantCaches tenants, Mode mode) {
    String first = mode == Mode.TIERED ? "L1" : "L2";
    await()
        .until(
            () -> {
              tenants.cache(tenant, "contacts").get("a");
              return TierLog.takeReads(tenant + ":contacts").contains(first);
            });
  }

  private long ttlOf(String resource, String id) throws IOException {
    return Long.parseLong(redis("PTTL " + tenant + ":" + resource + ":" + id + ":v1").substring(1));
  }

  /** Returns the one line that Redis answers to a command. */
  private static String redis(String command) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), REDIS.redis().port());
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
      return requireNonNull(in.readLine(), command);
    }
  }
}
