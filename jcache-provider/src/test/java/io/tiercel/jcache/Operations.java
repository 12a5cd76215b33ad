/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiercel.jcache.spi.TierUnavailableException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.cache.Cache;
import javax.cache.processor.MutableEntry;

/** The operations of a cache by their names, apart as an outage tells them apart. */
final class Operations {
  /** Those that decide nothing. */
  static final Map<String, Consumer<Cache<String, String>>> HARMLESS = new LinkedHashMap<>();

  /** Those whose answer is a decision. */
  static final Map<String, Consumer<Cache<String, String>>> DECIDING = new LinkedHashMap<>();

  static {
    HARMLESS.put("iteration", cache -> cache.forEach(entry -> {}));
    HARMLESS.put("get", cache -> cache.get("k"));
    HARMLESS.put("getAll", cache -> cache.getAll(Set.of("k", "l")));
    HARMLESS.put("containsKey", cache -> cache.containsKey("k"));
    HARMLESS.put("put", cache -> cache.put("k", "v"));
    HARMLESS.put("putAll", cache -> cache.putAll(Map.of("k", "v", "l", "v")));
    HARMLESS.put("remove", cache -> cache.remove("k"));
    HARMLESS.put("removeAll of some", cache -> cache.removeAll(Set.of("k", "l")));
    HARMLESS.put("removeAll", Cache::removeAll);
    HARMLESS.put("clear", Cache::clear);
    DECIDING.put("putIfAbsent", cache -> cache.putIfAbsent("k", "v"));
    DECIDING.put("getAndPut", cache -> cache.getAndPut("k", "v"));
    DECIDING.put("getAndRemove", cache -> cache.getAndRemove("k"));
    DECIDING.put("getAndReplace", cache -> cache.getAndReplace("k", "v"));
    DECIDING.put("replace", cache -> cache.replace("k", "v"));
    DECIDING.put("replace if equal", cache -> cache.replace("k", "v", "w"));
    DECIDING.put("remove if equal", cache -> cache.remove("k", "v"));
    DECIDING.put("invoke that reads", cache -> cache.invoke("k", (entry, a) -> entry.exists()));
    DECIDING.put("invoke that writes", cache -> cache.invoke("k", Operations::write));
    DECIDING.put("invoke that removes", cache -> cache.invoke("k", Operations::remove));
  }

  private Operations() {}

  /** Asserts that an operation throws what it must where L2 cannot decide. */
  static void assertUndecided(
      String name, Cache<String, String> cache, Consumer<Cache<String, String>> operation) {
    assertUndecided(name, cache, operation, "bring Redis back");
  }

  /** Asserts that an operation throws what it must where L2 cannot decide, and tells a cure. */
  static void assertUndecided(
      String name,
      Cache<String, String> cache,
      Consumer<Cache<String, String>> operation,
      String cure) {
    assertThatThrownBy(() -> operation.accept(cache))
        .as(name)
        .isInstanceOf(TierUnavailableException.class)
        .hasMessageContaining("TIERCEL-2002 cache '" + cache.getName() + "'")
        .hasMessageContaining(cure)
        .hasMessageContaining("tiercel.on-outage-atomic=local");
  }

  static String write(MutableEntry<String, String> entry, Object... a) {
    String seen = entry.getValue();
    entry.setValue("written");
    return String.valueOf(seen);
  }

  static boolean remove(MutableEntry<String, String> entry, Object... a) {
    entry.remove();
    return true;
  }
}
