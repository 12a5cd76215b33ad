/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.config.Mode;
import io.tiercel.jcache.config.TiercelConfiguration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import javax.cache.Cache;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Keys too long to stand in Redis as they are: under a hash, and yet entries like all others. */
final class LongKeysIT {
  @RegisterExtension static final Nodes NODES = new Nodes();

  private static final String LONG = "https://example.org/?q=" + "x:~,%".repeat(200);
  private static final Set<Object> KEYS =
      Set.of("short", LONG, LONG + "1", List.of(LONG, 5, "b"), List.of("a", "b"), 7L);

  @InEachMode
  void iterator_longKeys_namesThemAll(Mode mode) {
    try (Cache<Object, String> cache = open(mode, builder())) {
      KEYS.forEach(key -> cache.put(key, "value of " + key));
      assertThat(keys(cache)).isEqualTo(KEYS);
      assertThat(cache)
          .allSatisfy(e -> assertThat(e.getValue()).isEqualTo("value of " + e.getKey()));
      assertThat(cache.getAll(KEYS)).hasSize(KEYS.size());
    }
  }

  @InEachMode
  void iterator_remove_removesTheEntryOfALongKey(Mode mode) {
    try (Cache<Object, String> cache = open(mode, builder())) {
      cache.putAll(Map.of(LONG, "1", "short", "2"));
      for (Iterator<Cache.Entry<Object, String>> all = cache.iterator(); all.hasNext(); ) {
        if (all.next().getKey().equals(LONG)) {
          all.remove();
        }
      }
      assertThat(cache.containsKey(LONG)).isFalse();
      assertThat(keys(cache)).isEqualTo(Set.of("short"));
    }
  }

  @InEachMode
  void replace_valueOfALongKey_comparesTheValue(Mode mode) {
    try (Cache<Object, String> cache = open(mode, builder())) {
      cache.put(LONG, "1");
      assertThat(cache.replace(LONG, "2", "3")).isFalse();
      assertThat(cache.replace(LONG, "1", "3")).isTrue();
      assertThat(cache.get(LONG)).isEqualTo("3");
      assertThat(cache.remove(LONG, "1")).isFalse();
      assertThat(cache.remove(LONG, "3")).isTrue();
      assertThat(keys(cache)).isEmpty();
    }
  }

  @InEachMode
  void iterator_longKeyOfALargeValue_isNamedThoughTheValueIsCompressed(Mode mode) {
    try (Cache<Object, String> cache = open(mode, builder().compressOverBytes(10))) {
      cache.put(LONG, "value".repeat(1000));
      assertThat(keys(cache)).isEqualTo(Set.of(LONG));
      assertThat(cache.get(LONG)).isEqualTo("value".repeat(1000));
    }
  }

  private static TiercelConfiguration.Builder<Object, String> builder() {
    return TiercelConfiguration.builder(Object.class, String.class);
  }

  private static Cache<Object, String> open(
      Mode mode, TiercelConfiguration.Builder<Object, String> builder) {
    return NODES.in(mode).manager().createCache(CacheFixture.newName(), builder.build());
  }

  private static Set<Object> keys(Cache<Object, String> cache) {
    return new HashSet<>(
        StreamSupport.stream(cache.spliterator(), false).map(Cache.Entry::getKey).collect(toSet()));
  }
}
