/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiercel.jcache.config.Mode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Consumer;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is refused, with its number. */
final class ErrorParityIT {
  @RegisterExtension static final Nodes NODES = new Nodes();

  @InEachMode
  void cacheOperation_closedCache_isRefused(Mode mode) {
    Cache<String, String> cache = closed(mode);
    cacheOperations()
        .forEach(
            (name, operation) ->
                assertThatThrownBy(() -> operation.accept(cache))
                    .as(name)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                        "TIERCEL-1050 cache '"
                            + cache.getName()
                            + "' is closed (get it from its manager again)"));
  }

  @InEachMode
  void description_closedCache_isAnswered(Mode mode) {
    Cache<String, String> cache = closed(mode);
    assertThat(cache.isClosed()).isTrue();
    assertThat(cache.getName()).startsWith("org_1:cache-");
    assertThat(cache.getCacheManager().isClosed()).isFalse();
    assertThatCode(cache::close).doesNotThrowAnyException();
    assertThat(cache.getCacheManager().<String, String>getCache(cache.getName())).isNull();
  }

  @InEachMode
  void managerOperation_closedManager_isRefused(Mode mode) {
    Node node = Node.open(mode, NODES.redis());
    CacheManager manager = node.manager();
    Cache<String, String> cache = manager.createCache("c", new MutableConfiguration<>());
    node.close();
    assertThat(manager.isClosed()).isTrue();
    assertThat(cache.isClosed()).isTrue();
    assertThatThrownBy(() -> cache.get("a")).hasMessageStartingWith("TIERCEL-1050 ");
    Map<String, Consumer<CacheManager>> operations = new LinkedHashMap<>();
    operations.put("createCache", m -> m.createCache("d", new MutableConfiguration<>()));
    operations.put("getCache", m -> m.getCache("c"));
    operations.put("getCache typed", m -> m.getCache("c", String.class, String.class));
    operations.put("getCacheNames", CacheManager::getCacheNames);
    operations.put("destroyCache", m -> m.destroyCache("c"));
    operations.put("enableManagement", m -> m.enableManagement("c", true));
    operations.put("enableStatistics", m -> m.enableStatistics("c", true));
    operations.forEach(
        (name, operation) ->
            assertThatThrownBy(() -> operation.accept(manager))
                .as(name)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                    "TIERCEL-1051 cache manager '"
                        + manager.getURI()
                        + "' is closed (get it from its provider again)"));
    assertThatCode(manager::close).doesNotThrowAnyException();
  }

  @InEachMode
  @SuppressWarnings("NullAway") // that null is refused is what is tested
  void cacheOperation_null_isRefusedByName(Mode mode) {
    try (CacheFixture fixture = CacheFixture.on(NODES.in(mode)).open()) {
      Map<Consumer<Cache<String, String>>, String> operations = new LinkedHashMap<>();
      operations.put(cache -> cache.get(null), "key");
      operations.put(cache -> cache.containsKey(null), "key");
      operations.put(cache -> cache.getAll(null), "keys");
      operations.put(cache -> cache.getAll(withNull()), "key");
      operations.put(cache -> cache.put(null, "1"), "key");
      operations.put(cache -> cache.put("a", null), "value");
      operations.put(cache -> cache.putAll(null), "map");
      operations.put(cache -> cache.putAll(mapWithNull()), "value");
      operations.put(cache -> cache.putIfAbsent("a", null), "value");
      operations.put(cache -> cache.getAndPut("a", null), "value");
      operations.put(cache -> cache.replace("a", null), "value");
      operations.put(cache -> cache.replace("a", null, "1"), "value");
      operations.put(cache -> cache.replace("a", "1", null), "value");
      operations.put(cache -> cache.getAndReplace("a", null), "value");
      operations.put(cache -> cache.remove(null), "key");
      operations.put(cache -> cache.remove("a", null), "value");
      operations.put(cache -> cache.getAndRemove(null), "key");
      operations.put(cache -> cache.removeAll(null), "keys");
      operations.put(cache -> cache.removeAll(withNull()), "key");
      operations.put(cache -> cache.loadAll(null, false, null), "keys");
      operations.put(cache -> cache.invoke(null, (entry, arguments) -> null), "key");
      operations.put(cache -> cache.invoke("a", null), "entryProcessor");
      operations.put(cache -> cache.invokeAll(Set.of("a"), null), "entryProcessor");
      operations.put(cache -> cache.registerCacheEntryListener(null), "configuration");
      operations.forEach(
          (operation, name) ->
              assertThatThrownBy(() -> operation.accept(fixture.cache()))
                  .isInstanceOf(NullPointerException.class)
                  .hasMessage(name));
      assertThat(fixture.counts()).isEqualTo(Counts.NONE);
      assertThat(fixture.entries()).isEmpty();
    }
  }

  @InEachMode
  @SuppressWarnings({"unchecked", "rawtypes"}) // what an application without generics does
  void cacheOperation_otherType_isRefusedBeforeAnythingIsDone(Mode mode) {
    try (CacheFixture fixture = CacheFixture.on(NODES.in(mode)).writeThrough().open()) {
      Cache cache = fixture.cache();
      String key =
          "TIERCEL-1053 cache '"
              + cache.getName()
              + "': a key must be a java.lang.String: key's class=java.lang.Integer";
      String value =
          "TIERCEL-1053 cache '"
              + cache.getName()
              + "': a value must be a java.lang.String: value's class=java.lang.Integer";
      assertWrongType(() -> cache.put(1, "1"), key);
      assertWrongType(() -> cache.put("a", 1), value);
      assertWrongType(() -> cache.get(1), key);
      assertWrongType(() -> cache.containsKey(1), key);
      assertWrongType(() -> cache.getAll(Set.of(1)), key);
      assertWrongType(() -> cache.putAll(Map.of("a", 1)), value);
      assertWrongType(() -> cache.putIfAbsent("a", 1), value);
      assertWrongType(() -> cache.replace("a", "1", 1), value);
      assertWrongType(() -> cache.replace("a", 1, "1"), value);
      assertWrongType(() -> cache.remove(1), key);
      assertWrongType(() -> cache.remove("a", 1), value);
      assertThat(fixture.source().takeCalls()).isEmpty();
      assertThat(fixture.events().take()).isEmpty();
      assertThat(fixture.entries()).isEmpty();
    }
  }

  @InEachMode
  void getCache_otherTypes_isRefused(Mode mode) {
    try (CacheFixture fixture = CacheFixture.on(NODES.in(mode)).open()) {
      String name = fixture.cache().getName();
      CacheManager manager = NODES.in(mode).manager();
      assertThat(manager.getCache(name, String.class, String.class)).isSameAs(fixture.cache());
      assertThat(manager.<String, String>getCache(name)).isSameAs(fixture.cache());
      assertThatThrownBy(() -> manager.getCache(name, Integer.class, String.class))
          .isInstanceOf(ClassCastException.class)
          .hasMessage(
              "TIERCEL-1055 cache '"
                  + name
                  + "' has keys of java.lang.String: asked for=java.lang.Integer"
                  + " (ask for the declared type)");
      assertThatThrownBy(() -> manager.getCache(name, String.class, Object.class))
          .isInstanceOf(ClassCastException.class)
          .hasMessageStartingWith("TIERCEL-1055 cache '" + name + "' has values of ");
    }
  }

  @InEachMode
  void createCache_nameTaken_isRefused(Mode mode) {
    try (CacheFixture fixture = CacheFixture.on(NODES.in(mode)).open()) {
      String name = fixture.cache().getName();
      assertThatThrownBy(
              () -> NODES.in(mode).manager().createCache(name, new MutableConfiguration<>()))
          .isInstanceOf(CacheException.class)
          .hasMessage(
              "TIERCEL-1054 cache '" + name + "' exists already (get it, or destroy it first)");
    }
  }

  @InEachMode
  void unwrap_unknownClass_isRefused(Mode mode) {
    try (CacheFixture fixture = CacheFixture.on(NODES.in(mode)).open().holding("a", "1")) {
      assertThatThrownBy(() -> fixture.cache().unwrap(Integer.class))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("TIERCEL-1052 ");
      assertThatThrownBy(() -> NODES.in(mode).manager().unwrap(Integer.class))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("TIERCEL-1052 ");
      assertThatThrownBy(() -> fixture.cache().iterator().next().unwrap(Integer.class))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("TIERCEL-1001 ");
    }
  }

  @InEachMode
  void iterator_misused_isRefused(Mode mode) {
    try (CacheFixture fixture = CacheFixture.on(NODES.in(mode)).open().holding("a", "1")) {
      var entries = fixture.cache().iterator();
      assertThatThrownBy(entries::remove)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("TIERCEL-1008 ");
      entries.next();
      entries.remove();
      assertThatThrownBy(entries::remove).hasMessageStartingWith("TIERCEL-1008 ");
      assertThatThrownBy(entries::next).isInstanceOf(NoSuchElementException.class);
      assertThat(fixture.events().take()).containsExactly("REMOVED a was 1");
      assertThat(fixture.entries()).isEmpty();
    }
  }

  private static Cache<String, String> closed(Mode mode) {
    Cache<String, String> cache = CacheFixture.on(NODES.in(mode)).open().cache();
    cache.close();
    return cache;
  }

  private static Map<String, Consumer<Cache<String, String>>> cacheOperations() {
    Map<String, Consumer<Cache<String, String>>> all = new LinkedHashMap<>();
    all.put("get", cache -> cache.get("a"));
    all.put("getAll", cache -> cache.getAll(Set.of("a")));
    all.put("containsKey", cache -> cache.containsKey("a"));
    all.put("loadAll", cache -> cache.loadAll(Set.of("a"), true, null));
    all.put("put", cache -> cache.put("a", "1"));
    all.put("getAndPut", cache -> cache.getAndPut("a", "1"));
    all.put("putAll", cache -> cache.putAll(Map.of("a", "1")));
    all.put("putIfAbsent", cache -> cache.putIfAbsent("a", "1"));
    all.put("remove", cache -> cache.remove("a"));
    all.put("remove equal", cache -> cache.remove("a", "1"));
    all.put("getAndRemove", cache -> cache.getAndRemove("a"));
    all.put("replace", cache -> cache.replace("a", "1"));
    all.put("replace equal", cache -> cache.replace("a", "1", "2"));
    all.put("getAndReplace", cache -> cache.getAndReplace("a", "1"));
    all.put("removeAll of keys", cache -> cache.removeAll(Set.of("a")));
    all.put("removeAll", Cache::removeAll);
    all.put("clear", Cache::clear);
    all.put("invoke", cache -> cache.invoke("a", (entry, arguments) -> null));
    all.put("invokeAll", cache -> cache.invokeAll(Set.of("a"), (entry, arguments) -> null));
    all.put("iterator", cache -> cache.forEach(entry -> {}));
    all.put(
        "register",
        cache -> cache.registerCacheEntryListener(new EventLog<String, String>().synchronous()));
    all.put(
        "deregister",
        cache -> cache.deregisterCacheEntryListener(new EventLog<String, String>().synchronous()));
    return all;
  }

  private static void assertWrongType(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable operation, String message) {
    assertThatThrownBy(operation).isInstanceOf(ClassCastException.class).hasMessage(message);
  }

  private static Set<String> withNull() {
    return new java.util.HashSet<>(java.util.Arrays.asList("a", null));
  }

  private static Map<String, String> mapWithNull() {
    Map<String, String> map = new java.util.HashMap<>();
    map.put("a", null);
    return map;
  }
}
