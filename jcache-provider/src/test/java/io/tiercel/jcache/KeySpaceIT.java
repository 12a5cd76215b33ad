/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.config.HashTag;
import io.tiercel.jcache.config.Mode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names of caches and keys that would meet in Redis if they were put together as they are. */
final class KeySpaceIT {
  @RegisterExtension static final Nodes NODES = new Nodes();

  private static final List<String> NAMES =
      List.of(
          "a",
          "a:b",
          "a:b:c",
          "a:b:c:5",
          "a%3Ab",
          "a:",
          ":a",
          "a::b",
          "*",
          "a:*",
          "a:?",
          "a:[b]",
          "a:{b}",
          "{a}:b",
          "a:$meta",
          "a:$tenant",
          "$inv",
          "a b",
          "a:b\\",
          "ü:ß");
  private static final List<String> KEYS =
      List.of(
          "5", "c:5", "b:c:5", "", ":", "%", "%3A", "*", "?", "[b]", "{b}", "$meta", "$tenant",
          "v1", "5:v1", "~l5", "~", "\\", " ", "ß", "a,b", "\u0000");

  @ParameterizedTest
  @EnumSource
  void namesAndKeys_withSpecialCharacters_neverMeet(HashTag hashTag) {
    Node.Builder builder =
        Node.builder(Mode.REMOTE).redis(NODES.redis()).set("l2.timeout-ms", "5000");
    String tag = hashTag.name().toLowerCase(Locale.ROOT);
    try (Node node = builder.set("l2.hash-tag", tag).set("l2.key-prefix", tag + ':').open()) {
      Map<String, Cache<String, String>> caches = new HashMap<>();
      for (String name : NAMES) {
        caches.put(name, open(node, name));
      }
      caches.forEach((name, cache) -> cache.putAll(values(name)));
      caches.forEach((name, cache) -> assertThat(entries(cache)).as(name).isEqualTo(values(name)));
      for (String name : NAMES) {
        Cache<String, String> cleared = requireNonNull(caches.remove(name));
        cleared.clear();
        assertThat(entries(cleared)).as(name).isEmpty();
        caches.forEach((other, cache) -> assertThat(cache).as(other).hasSize(KEYS.size()));
      }
    }
  }

  private static Map<String, String> values(String name) {
    Map<String, String> values = new HashMap<>();
    KEYS.forEach(key -> values.put(key, name + " / " + key));
    return values;
  }

  private static Map<String, String> entries(Cache<String, String> cache) {
    Map<String, String> entries = new HashMap<>();
    cache.forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
    return entries;
  }

  private static Cache<String, String> open(Node node, String name) {
    return node.manager()
        .createCache(
            name, new MutableConfiguration<String, String>().setTypes(String.class, String.class));
  }
}
