/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiercel.jcache.config.Mode;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import javax.cache.Cache;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.CacheEntryRemovedListener;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What clear, removeAll and iterators take away, and whom they tell. */
final class RemovalParityIT {
  @RegisterExtension static final Nodes NODES = new Nodes();

  /** So long that its Redis key holds a hash in its place. */
  private static final String LONG_KEY = "k".repeat(2000);

  @InEachMode
  void removeAll_manyEntries_removesTellsAndCountsEach(Mode mode) {
    try (CacheFixture fixture = CacheFixture.on(NODES.in(mode)).writeThrough().open()) {
      Map<String, String> entries = new TreeMap<>();
      for (int i = 0; i < 250; i++) {
        entries.put("k" + i, "v" + i);
      }
      fixture.cache().putAll(entries);
      fixture.forget();
      fixture.cache().removeAll();
      assertThat(fixture.events().take()).hasSize(250).allMatch(e -> e.startsWith("REMOVED k"));
      assertThat(fixture.counts()).isEqualTo(Counts.puts(250).and(Counts.removals(250)));
      assertThat(fixture.source().rows()).isEmpty();
      assertThat(fixture.cache()).isEmpty();
    }
  }

  @InEachMode
  void removeAll_listenerFails_removesAllThereIs(Mode mode) {
    CacheEntryRemovedListener<String, String> failing =
        events -> {
          throw new UnsupportedOperationException("the listener fails");
        };
    try (Node node = Node.builder(mode).redis(NODES.redis()).set("l1.max-entries", "5000").open();
        CacheFixture fixture = CacheFixture.on(node).open()) {
      Map<String, String> entries = new TreeMap<>();
      for (int i = 0; i < 2500; i++) {
        entries.put("k" + i, "v" + i);
      }
      fixture.cache().putAll(entries);
      fixture
          .cache()
          .registerCacheEntryListener(
              new MutableCacheEntryListenerConfiguration<>(() -> failing, null, false, true));
      assertThatThrownBy(() -> fixture.cache().removeAll())
          .isInstanceOf(CacheEntryListenerException.class)
          .satisfies(
              failure -> assertThat(failure.getSuppressed()).as("one for each page").hasSize(2));
      assertThat(fixture.counts().removals()).isEqualTo(2500);
      assertThat(fixture.cache()).isEmpty();
    }
  }

  @InEachMode
  void clear_manyEntries_tellsAndCountsNothing(Mode mode) {
    try (CacheFixture fixture =
        CacheFixture.on(NODES.in(mode)).writeThrough().open().holding("a", "1", "b", "2")) {
      fixture.cache().clear();
      assertThat(fixture.events().take()).isEmpty();
      assertThat(fixture.source().takeCalls()).isEmpty();
      assertThat(fixture.counts()).isEqualTo(Counts.NONE);
      assertThat(fixture.cache()).isEmpty();
      assertThat(fixture.source().rows()).isEqualTo(Map.of("a", "1", "b", "2"));
    }
  }

  @InEachMode
  void removeAll_keyTooLongForRedis_isRemovedAndTold(Mode mode) {
    try (CacheFixture fixture =
        CacheFixture.on(NODES.in(mode)).open().holding(LONG_KEY, "1", "b", "2")) {
      Cache<String, String> cache = fixture.cache();
      assertThat(cache.get(LONG_KEY)).isEqualTo("1");
      cache.removeAll();
      assertThat(cache.containsKey(LONG_KEY)).isFalse();
      assertThat(cache.containsKey("b")).isFalse();
      assertThat(fixture.counts().removals()).isEqualTo(2);
      assertThat(fixture.events().take())
          .containsExactlyInAnyOrder("REMOVED " + LONG_KEY + " was 1", "REMOVED b was 2");
    }
  }

  @InEachMode
  void iterator_removes_tellsWritesThroughAndCounts(Mode mode) {
    try (CacheFixture fixture =
        CacheFixture.on(NODES.in(mode)).writeThrough().open().holding("a", "1", "b", "2")) {
      Iterator<Cache.Entry<String, String>> entries = fixture.cache().iterator();
      while (entries.hasNext()) {
        if (entries.next().getKey().equals("a")) {
          entries.remove();
        }
      }
      assertThat(fixture.events().take()).containsExactly("REMOVED a was 1");
      assertThat(fixture.source().takeCalls()).containsExactly("delete a");
      assertThat(fixture.counts()).isEqualTo(Counts.hits(2).and(Counts.removals(1)));
      assertThat(fixture.entries()).containsExactly("b=2");
    }
  }
}
