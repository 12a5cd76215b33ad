/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tiercel.jcache.config.Mode;
import io.tiercel.jcache.spi.EntryOptions;
import io.tiercel.jcache.spi.LoadingCache;
import io.tiercel.tenant.PutOptions;
import io.tiercel.tenant.TenantCaches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tags: entries of many caches that become absent together, on all nodes. */
final class TagsIT {
  @RegisterExtension static final Nodes NODES = new Nodes();

  private static final AtomicInteger TENANTS = new AtomicInteger();
  private static final String USER = "user:456";
  private static final EntryOptions OF_USER = EntryOptions.DEFAULT.withTags(USER);

  private final String tenant = "org_" + TENANTS.incrementAndGet() + "-";

  @InEachMode
  void invalidateTag_entriesOfSeveralResources_losesThemAndNoOthers(Mode mode) throws Exception {
    TenantCaches caches = caches(mode);
    PutOptions tagged = PutOptions.DEFAULT.withTags(USER, "tenant:abc");
    caches.put(tenant, "conversations", "123", "a", tagged);
    caches.put(tenant, "contacts", "7", "b", PutOptions.DEFAULT.withTags("tenant:abc"));
    caches.put(tenant, "contacts", "8", "c");
    caches.put(tenant + "0", "contacts", "7", "d", tagged);
    caches.invalidateTag(tenant, USER);
    assertThat(value(caches, "conversations", "123")).isNull();
    assertThat(value(caches, "contacts", "7")).isEqualTo("b");
    caches.invalidateTag(tenant, "tenant:abc");
    assertThat(value(caches, "contacts", "7")).isNull();
    assertThat(value(caches, "contacts", "8")).isEqualTo("c");
    assertThat(caches.cache(tenant + "0", "contacts").get("7")).isEqualTo("d");
  }

  @InEachMode
  void get_taggedAnswer_isStoredUntilItsTagIsInvalidated(Mode mode) throws Exception {
    TenantCaches caches = caches(mode);
    AtomicInteger queries = new AtomicInteger();
    for (int i = 0; i < 2; i++) {
      assertThat(load(caches, () -> "row " + queries.incrementAndGet())).isEqualTo("row 1");
    }
    caches.invalidateTag(tenant, USER);
    for (int i = 0; i < 2; i++) {
      assertThat(load(caches, () -> "row " + queries.incrementAndGet())).isEqualTo("row 2");
    }
  }

  /** Whatever was read before the invalidation must not be served after it. */
  @InEachMode
  void load_tagInvalidatedMeanwhile_isNotServedToTheNext(Mode mode) throws Exception {
    TenantCaches caches = caches(mode);
    String stale =
        load(
            caches,
            () -> {
              caches.invalidateTag(tenant, USER);
              return "stale";
            });
    assertThat(stale).isEqualTo("stale");
    assertThat(load(caches, () -> "fresh")).isEqualTo("fresh");
    CompletableFuture<String> later = new CompletableFuture<>();
    CompletableFuture<?> answer = caches.cache(tenant, "later").getLater("1", OF_USER, () -> later);
    caches.invalidateTag(tenant, USER);
    later.complete("stale");
    assertThat(answer.get()).isEqualTo("stale");
    assertThat(value(caches, "later", "1")).isNull();
    caches.cache(tenant, "later").getLater("1", OF_USER, () -> later).get();
    assertThat(value(caches, "later", "1")).isEqualTo("stale");
  }

  @InEachMode
  void putLater_tagInvalidatedMeanwhile_isAbsent(Mode mode) {
    LoadingCache<Object, Object> cache = caches(mode).cache(tenant, "contacts");
    Consumer<Object> put = cache.putLater("1", OF_USER);
    Consumer<Object> untouched = cache.putLater("2", EntryOptions.DEFAULT.withTags("other"));
    caches(mode).invalidateTag(tenant, USER);
    put.accept("stale");
    untouched.accept("fresh");
    assertThat(cache.get("1")).isNull();
    assertThat(cache.get("2")).isEqualTo("fresh");
    cache.putLater("1", OF_USER).accept("new");
    assertThat(cache.get("1")).isEqualTo("new");
  }

  @InEachMode
  void tag_presentEntry_isReachedByOldAndNewTags(Mode mode) {
    TenantCaches caches = caches(mode);
    for (String gone : List.of("old", "new", "newer")) {
      caches.put(tenant, "conversations", "123", "a", PutOptions.DEFAULT.withTags("old"));
      assertThat(caches.tag(tenant, "conversations", "123", Set.of("old", "new"))).isTrue();
      assertThat(caches.tag(tenant, "conversations", "123", Set.of("newer"))).isTrue();
      caches.invalidateTag(tenant, "none of its own");
      assertThat(value(caches, "conversations", "123")).isEqualTo("a");
      caches.invalidateTag(tenant, gone);
      assertThat(value(caches, "conversations", "123")).as(gone).isNull();
    }
  }

  @InEachMode
  void tag_untaggedEntry_keepsItsValueAndLife(Mode mode) {
    TenantCaches caches = caches(mode);
    String longId = "x".repeat(600);
    for (String id : List.of("1", longId)) {
      caches.put(
          tenant,
          "contacts",
          id,
          new ArrayList<>(List.of(id)),
          PutOptions.DEFAULT.withTimeToLive(Duration.ofMinutes(2)));
      assertThat(caches.tag(tenant, "contacts", id, Set.of(USER))).isTrue();
      assertThat(value(caches, "contacts", id)).isEqualTo(List.of(id));
    }
    assertThat(caches.cache(tenant, "contacts")).hasSize(2);
    if (mode != Mode.LOCAL) {
      try (RedisProbe redis = new RedisProbe(NODES.redis().port())) {
        assertThat(redis.pttl(tenant + ":contacts:1:v1")).isBetween(60_000L, 120_000L);
      }
    }
    caches.invalidateTag(tenant, USER);
    assertThat(caches.cache(tenant, "contacts")).isEmpty();
  }

  @InEachMode
  void tag_noEntry_answersFalse(Mode mode) {
    TenantCaches caches = caches(mode);
    assertThat(caches.tag(tenant, "contacts", "none", Set.of(USER))).isFalse();
    caches.put(tenant, "contacts", "1", "a", PutOptions.DEFAULT.withTags(USER));
    caches.invalidateTag(tenant, USER);
    assertThat(caches.tag(tenant, "contacts", "1", Set.of("other"))).isFalse();
  }

  @InEachMode
  void put_withoutTags_losesThoseOfTheOldValue(Mode mode) {
    TenantCaches caches = caches(mode);
    caches.put(tenant, "contacts", "1", "a", PutOptions.DEFAULT.withTags(USER));
    caches.put(tenant, "contacts", "1", "b");
    caches.invalidateTag(tenant, USER);
    assertThat(value(caches, "contacts", "1")).isEqualTo("b");
  }

  /** To operations that decide, too, an entry whose tag was invalidated is none. */
  @InEachMode
  void decisions_afterAnInvalidation_findNoEntry(Mode mode) {
    TenantCaches caches = caches(mode);
    LoadingCache<Object, Object> cache = caches.cache(tenant, "contacts");
    for (int i = 1; i <= 8; i++) {
      cache.put(i, new ArrayList<>(List.of("old")), OF_USER);
    }
    caches.invalidateTag(tenant, USER);
    List<String> fresh = List.of("new");
    assertThat(cache.replace(1, fresh)).isFalse();
    assertThat(cache.replace(2, List.of("old"), fresh)).isFalse();
    assertThat(cache.remove(3)).isFalse();
    assertThat(cache.getAndPut(4, fresh)).isNull();
    assertThat(cache.getAndRemove(5)).isNull();
    assertThat(cache.putIfAbsent(6, fresh)).isTrue();
    assertThat(cache.<Boolean>invoke(7, (entry, arguments) -> entry.exists())).isFalse();
    assertThat(cache.containsKey(8)).isFalse();
    assertThat(cache.getAll(Set.of(4, 6, 8))).containsOnlyKeys(4, 6);
    assertThat(cache).hasSize(2);
  }

  @InEachMode
  void sharedResource_hasTagsOfItsOwn(Mode mode) {
    try (Node node =
        Node.builder(mode)
            .redis(NODES.redis())
            .set("caches." + tenant + ".scope", "shared")
            .open()) {
      TenantCaches caches = TenantCaches.of(node.manager());
      caches.put(null, tenant, "nl", "a", PutOptions.DEFAULT.withTags(tenant));
      caches.invalidateTag(tenant, tenant);
      assertThat(caches.cache(null, tenant).get("nl")).isEqualTo("a");
      caches.invalidateTag(null, tenant);
      assertThat(caches.cache(null, tenant).get("nl")).isNull();
    }
  }

  @InEachMode
  void tags_thatLookAlike_stayApart(Mode mode) {
    TenantCaches caches = caches(mode);
    List<String> tags =
        List.of(
            "a",
            "a:b",
            "a%3Ab",
            "*",
            "a*",
            "{a}",
            " ",
            "$meta",
            "a:v1",
            "größe",
            "a\nb",
            "~h",
            "x".repeat(201),
            "x".repeat(10_000));
    for (String tag : tags) {
      caches.put(tenant, "contacts", tag, tag, PutOptions.DEFAULT.withTags(tag));
    }
    List<String> left = new ArrayList<>(tags);
    for (String tag : tags) {
      caches.invalidateTag(tenant, tag);
      left.remove(tag);
      assertThat(tags.stream().filter(id -> value(caches, "contacts", id) != null))
          .as("after '%s'", tag)
          .containsExactlyElementsOf(left);
    }
  }

  @InEachMode
  void malformedTags_areRefusedByName(Mode mode) {
    TenantCaches caches = caches(mode);
    assertThatThrownBy(() -> caches.invalidateTag(tenant, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("TIERCEL-1012 '" + tenant + "': a tag must not be empty");
    assertThatThrownBy(() -> load(caches, EntryOptions.DEFAULT.withTags(""), () -> "x"))
        .hasMessageStartingWith("TIERCEL-1012 '" + tenant + ":tagged'");
    String[] many = IntStream.range(0, 33).mapToObj(i -> "tag " + i).toArray(String[]::new);
    assertThatThrownBy(() -> load(caches, EntryOptions.DEFAULT.withTags(many), () -> "x"))
        .hasMessageStartingWith("TIERCEL-1011 '" + tenant + ":tagged'")
        .hasMessageContaining("tags=33");
    caches.put(tenant, "contacts", "1", "a", PutOptions.DEFAULT.withTags(USER));
    Set<String> most = Set.of(List.of(many).subList(0, 32).toArray(String[]::new));
    assertThatThrownBy(() -> caches.tag(tenant, "contacts", "1", most))
        .hasMessageStartingWith("TIERCEL-1011 '" + tenant + ":contacts'");
    assertThatThrownBy(() -> caches.invalidateTag("a:b", USER))
        .hasMessageStartingWith("TIERCEL-1060 ");
  }

  @Test
  void invalidateTag_copyOnAnotherNode_isDropped() throws Exception {
    try (Node other = Node.open(Mode.TIERED, NODES.redis())) {
      TenantCaches there = TenantCaches.of(other.manager());
      TenantCaches here = caches(Mode.TIERED);
      there.put(tenant, "contacts", "1", "a", PutOptions.DEFAULT.withTags(USER));
      try (CommandLog log = new CommandLog(NODES.redis().port())) {
        await("a copy is served")
            .until(() -> log.of(() -> here.cache(tenant, "contacts").get("1")).isEmpty());
      }
      there.invalidateTag(tenant, USER);
      await().until(() -> value(here, "contacts", "1") == null);
    }
  }

  /** That the source has nothing has the tags of the read, too. */
  @InEachMode
  void absence_taggedRead_isForgottenWithItsTag(Mode mode) throws Exception {
    try (Node node = open(mode, "stampede.negative-ttl-seconds")) {
      TenantCaches caches = TenantCaches.of(node.manager());
      assertThat(load(caches, () -> null)).isNull();
      caches.invalidateTag(tenant, "other");
      assertThat(load(caches, () -> "row")).as("remembered").isNull();
      caches.invalidateTag(tenant, USER);
      assertThat(load(caches, () -> "row")).isEqualTo("row");
      caches.remove(tenant, "tagged", "1");
      load(
          caches,
          () -> {
            caches.invalidateTag(tenant, USER);
            return null;
          });
      assertThat(load(caches, () -> "new")).as("invalidated meanwhile").isEqualTo("new");
    }
  }

  @InEachMode
  void staleEntry_tagInvalidated_isNeverAnsweredAgain(Mode mode) throws Exception {
    try (Node node = open(mode, "stampede.stale-while-revalidate-ms")) {
      TenantCaches caches = TenantCaches.of(node.manager());
      LoadingCache<Object, Object> cache = pastItsEnd(node);
      caches.invalidateTag(tenant, "other");
      assertThat(cache.get("1", OF_USER, () -> "new", task -> {})).isEqualTo("old");
      caches.invalidateTag(tenant, USER);
      assertThat(cache.get("1", OF_USER, () -> "new", task -> {})).isEqualTo("new");
    }
  }

  /** What is loaded behind the back of its callers has the tags that they named. */
  @InEachMode
  void refreshedEntry_hasTheTagsOfTheRead(Mode mode) throws Exception {
    try (Node node = open(mode, "stampede.stale-while-revalidate-ms")) {
      TenantCaches caches = TenantCaches.of(node.manager());
      LoadingCache<Object, Object> cache = pastItsEnd(node);
      EntryOptions other = EntryOptions.DEFAULT.withTags("other");
      assertThat(cache.get("1", other, () -> "new", Runnable::run)).isEqualTo("old");
      assertThat(cache.get("1")).isEqualTo("new");
      caches.invalidateTag(tenant, USER);
      assertThat(cache.get("1")).as("its tag of before").isEqualTo("new");
      caches.invalidateTag(tenant, "other");
      assertThat(cache.get("1")).isNull();
    }
  }

  @InEachMode
  void refresh_tagInvalidatedMeanwhile_isNotServed(Mode mode) throws Exception {
    try (Node node = open(mode, "stampede.stale-while-revalidate-ms")) {
      TenantCaches caches = TenantCaches.of(node.manager());
      LoadingCache<Object, Object> cache = pastItsEnd(node);
      EntryOptions other = EntryOptions.DEFAULT.withTags("other");
      Object answer =
          cache.get(
              "1",
              other,
              () -> {
                caches.invalidateTag(tenant, "other");
                return "stale";
              },
              Runnable::run);
      assertThat(answer).isEqualTo("old");
      assertThat(cache.get("1")).isNull();
    }
  }

  private static Node open(Mode mode, String option) {
    return Node.builder(mode).redis(NODES.redis()).set(option, "60000").open();
  }

  /** Opens a cache with an entry of the user that is past its end, and not yet gone. */
  private LoadingCache<Object, Object> pastItsEnd(Node node) {
    LoadingCache<Object, Object> cache = TenantCaches.of(node.manager()).cache(tenant, "stale");
    cache.put("1", "old", OF_USER.withTimeToLive(Duration.ofMillis(20)));
    await().until(() -> cache.get("1") == null);
    return cache;
  }

  @Test
  void cachingOff_tagsDoNothing() throws Exception {
    try (Node node = Node.builder(Mode.OFF).set("enabled", "false").open()) {
      TenantCaches caches = TenantCaches.of(node.manager());
      caches.put(tenant, "contacts", "1", "a", PutOptions.DEFAULT.withTags(USER));
      assertThat(caches.tag(tenant, "contacts", "1", Set.of(USER))).isFalse();
      caches.invalidateTag(tenant, USER);
      assertThat(load(caches, () -> "row")).isEqualTo("row");
    }
  }

  /** A tagged hit in L1 asks nobody, one in L2 once where its tags are known before. */
  @Test
  void tags_cost() throws Exception {
    LoadingCache<Object, Object> remote = caches(Mode.REMOTE).cache(tenant, "costs");
    LoadingCache<Object, Object> tiered = caches(Mode.TIERED).cache(tenant, "costs");
    remote.get("warm", OF_USER, () -> "up");
    remote.tag("warm", Set.of("further"));
    caches(Mode.REMOTE).invalidateTag(tenant, "further");
    remote.get("untagged", () -> "up");
    try (CommandLog log = new CommandLog(NODES.redis().port())) {
      assertThat(log.sentBy(() -> get(remote, "1", OF_USER)))
          .as("the look, which announces the load; the tags; the end")
          .containsExactly("EVALSHA", "EVALSHA", "EVALSHA");
      assertThat(log.sentBy(() -> get(remote, "1", OF_USER)))
          .as("the look before found nothing")
          .containsExactly("EVALSHA");
      assertThat(log.sentBy(() -> get(remote, "1", OF_USER))).containsExactly("MGET");
      assertThat(log.sentBy(() -> remote.get("1"))).containsExactly("MGET", "MGET");
      assertThat(log.sentBy(() -> remote.get("untagged"))).containsExactly("MGET");
      assertThat(log.sentBy(() -> get(remote, "2", EntryOptions.DEFAULT)))
          .containsExactly("MGET", "EVALSHA", "EVALSHA");
      assertThat(log.sentBy(() -> remote.put("3", "v", OF_USER)))
          .containsExactly("EVALSHA", "EVALSHA");
      assertThat(log.sentBy(() -> caches(Mode.REMOTE).invalidateTag(tenant, USER)))
          .containsExactly("EVALSHA");
      await("a copy is served").until(() -> log.of(() -> get(tiered, "1", OF_USER)).isEmpty());
      assertThat(log.sentBy(() -> tiered.get("1"))).isEmpty();
    }
  }

  @Test
  void epoch_livesAtLeastAsLongAsWhatItTags_andIsMissingSafely() {
    TenantCaches caches = caches(Mode.REMOTE);
    LoadingCache<Object, Object> cache = caches.cache(tenant, "contacts");
    String epoch = tenant + ":$tag:" + USER + ":v1";
    Duration month = Duration.ofDays(30);
    try (RedisProbe redis = new RedisProbe(NODES.redis().port())) {
      cache.put("1", "a", OF_USER);
      long brief = redis.pttl(epoch);
      assertThat(brief).isBetween(Duration.ofDays(1).toMillis(), Duration.ofDays(2).toMillis());
      cache.put("2", "b", OF_USER.withTimeToLive(month));
      assertThat(redis.pttl(epoch)).isGreaterThan(month.toMillis());
      caches.invalidateTag(tenant, USER);
      assertThat(redis.pttl(epoch)).isGreaterThan(month.toMillis());
      cache.put("1", "a", OF_USER);
      redis.call("DEL", epoch);
      assertThat(cache.get("1")).isNull();
      assertThat(cache.putIfAbsent("1", "b", OF_USER)).isTrue();
      assertThat(cache.get("1")).isEqualTo("b");
      redis.call("DEL", epoch);
      caches.invalidateTag(tenant, USER);
      assertThat(redis.get(epoch)).as("nothing to invalidate").isNull();
    }
  }

  @Test
  void damagedTags_areAbsentAndNoFailure() {
    LoadingCache<Object, Object> cache = caches(Mode.REMOTE).cache(tenant, "contacts");
    String key = tenant + ":contacts:1:v1";
    try (RedisProbe redis = new RedisProbe(NODES.redis().port())) {
      cache.put("1", "value", OF_USER);
      byte[] whole = requireNonNull(redis.get(key));
      for (int length = 24; length < whole.length - "value".length(); length++) {
        redis.call("SET", key, java.util.Arrays.copyOf(whole, length));
        assertThat(cache.get("1")).as("%d bytes", length).isNotEqualTo("value");
        assertThat(cache.putIfAbsent("1", "new")).as("%d bytes", length).isTrue();
        assertThat(cache.get("1")).isEqualTo("new");
      }
    }
  }

  private TenantCaches caches(Mode mode) {
    return TenantCaches.of(NODES.in(mode).manager());
  }

  private @Nullable Object value(TenantCaches caches, String resource, String id) {
    return caches.cache(tenant, resource).get(id);
  }

  private @Nullable String load(TenantCaches caches, java.util.concurrent.Callable<String> source)
      throws Exception {
    return load(caches, OF_USER, source);
  }

  private @Nullable String load(
      TenantCaches caches, EntryOptions options, java.util.concurrent.Callable<String> source)
      throws Exception {
    return caches.<String>get(tenant, "tagged", "1", options, source);
  }

  private static void get(LoadingCache<Object, Object> cache, String id, EntryOptions options) {
    try {
      cache.get(id, options, () -> Collections.singletonList("v"));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
