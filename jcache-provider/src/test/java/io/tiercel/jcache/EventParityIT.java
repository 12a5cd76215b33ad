/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tiercel.jcache.config.Mode;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javax.cache.Cache;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What listeners hear, in which order, and what their failures do. */
final class EventParityIT {
  @RegisterExtension static final Nodes NODES = new Nodes();

  @InEachMode
  void change_heardWithTheValuesBeforeAndAfter(Mode mode) {
    Map<Consumer<Cache<String, String>>, List<String>> changes = new LinkedHashMap<>();
    changes.put(cache -> cache.put("b", "2"), List.of("CREATED b=2"));
    changes.put(cache -> cache.put("a", "2"), List.of("UPDATED a=2 was 1"));
    changes.put(cache -> cache.put("a", "1"), List.of("UPDATED a=1 was 1"));
    changes.put(cache -> cache.putAll(Map.of("a", "2")), List.of("UPDATED a=2 was 1"));
    changes.put(cache -> cache.putIfAbsent("b", "2"), List.of("CREATED b=2"));
    changes.put(cache -> cache.putIfAbsent("a", "2"), List.of());
    changes.put(cache -> cache.getAndPut("a", "2"), List.of("UPDATED a=2 was 1"));
    changes.put(cache -> cache.replace("a", "2"), List.of("UPDATED a=2 was 1"));
    changes.put(cache -> cache.replace("b", "2"), List.of());
    changes.put(cache -> cache.replace("a", "1", "2"), List.of("UPDATED a=2 was 1"));
    changes.put(cache -> cache.replace("a", "x", "2"), List.of());
    changes.put(cache -> cache.getAndReplace("a", "2"), List.of("UPDATED a=2 was 1"));
    changes.put(cache -> cache.remove("a"), List.of("REMOVED a was 1"));
    changes.put(cache -> cache.remove("b"), List.of());
    changes.put(cache -> cache.remove("a", "1"), List.of("REMOVED a was 1"));
    changes.put(cache -> cache.remove("a", "x"), List.of());
    changes.put(cache -> cache.getAndRemove("a"), List.of("REMOVED a was 1"));
    changes.put(cache -> cache.removeAll(Set.of("a", "b")), List.of("REMOVED a was 1"));
    changes.put(Cache::removeAll, List.of("REMOVED a was 1"));
    changes.put(Cache::clear, List.of());
    changes.put(cache -> cache.get("a"), List.of());
    changes.forEach(
        (change, heard) -> {
          try (CacheFixture fixture = CacheFixture.on(NODES.in(mode)).open().holding("a", "1")) {
            change.accept(fixture.cache());
            assertThat(fixture.events().take()).isEqualTo(heard);
          }
        });
  }

  @InEachMode
  void update_oldValueNotRequired_isHeardWithoutIt(Mode mode) {
    EventLog<String, String> modest = new EventLog<>();
    CacheEntryListenerConfiguration<String, String> configuration =
        new MutableCacheEntryListenerConfiguration<>(() -> modest, null, false, true);
    Cache<String, String> cache =
        NODES
            .in(mode)
            .manager()
            .createCache(
                CacheFixture.newName(),
                new MutableConfiguration<String, String>()
                    .setTypes(String.class, String.class)
                    .addCacheEntryListenerConfiguration(configuration));
    cache.put("a", "1");
    cache.put("a", "2");
    assertThat(modest.take()).containsExactly("CREATED a=1", "UPDATED a=2");
    EventLog<String, String> curious = new EventLog<>();
    cache.registerCacheEntryListener(curious.synchronous());
    cache.put("a", "3");
    assertThat(curious.take()).containsExactly("UPDATED a=3 was 2");
    cache.deregisterCacheEntryListener(configuration);
    cache.put("a", "4");
    assertThat(modest.take()).as("not after the deregistration").doesNotContain("UPDATED a=4");
  }

  @InEachMode
  void change_synchronousListenerFails_isMadeAndCountedAndThrows(Mode mode) {
    for (CacheEntryListenerConfiguration<String, String> failing : failing(true)) {
      EventLog<String, String> next = new EventLog<>();
      try (CacheFixture fixture = CacheFixture.on(NODES.in(mode)).open().holding("a", "1")) {
        Cache<String, String> cache = fixture.cache();
        cache.registerCacheEntryListener(failing);
        cache.registerCacheEntryListener(next.synchronous());
        assertFails(() -> cache.put("b", "2"));
        assertFails(() -> cache.put("a", "2"));
        assertFails(() -> cache.putAll(Map.of("c", "3", "d", "4")));
        assertFails(() -> cache.getAndPut("a", "3"));
        assertFails(() -> cache.remove("c"));
        assertFails(
            () ->
                cache.invoke(
                    "a",
                    (entry, arguments) -> {
                      entry.setValue("5");
                      return null;
                    }));
        assertFails(
            () ->
                cache.invoke(
                    "d",
                    (entry, arguments) -> {
                      entry.remove();
                      return null;
                    }));
        assertThat(fixture.counts())
            .isEqualTo(Counts.puts(6).and(Counts.removals(2)).and(Counts.hits(3)));
        assertThat(fixture.entries()).containsExactly("a=5", "b=2");
        assertThat(new TreeSet<>(next.take()))
            .as("the next listener hears of all")
            .containsExactly(
                "CREATED b=2",
                "CREATED c=3",
                "CREATED d=4",
                "REMOVED c was 3",
                "REMOVED d was 4",
                "UPDATED a=2 was 1",
                "UPDATED a=3 was 2",
                "UPDATED a=5 was 3");
      }
    }
  }

  @InEachMode
  void change_asynchronousListenerFails_isMadeAndHeardOn(Mode mode) {
    for (CacheEntryListenerConfiguration<String, String> failing : failing(false)) {
      EventLog<String, String> later = new EventLog<>();
      try (CacheFixture fixture =
          CacheFixture.on(NODES.in(mode)).listener(failing).listener(later.asynchronous()).open()) {
        fixture.cache().put("a", "1");
        fixture.cache().put("a", "2");
        fixture.cache().remove("a");
        assertThat(fixture.counts()).isEqualTo(Counts.puts(2).and(Counts.removals(1)));
        assertThat(fixture.events().take()).hasSize(3);
        await()
            .untilAsserted(
                () ->
                    assertThat(later.heard())
                        .containsExactly("CREATED a=1", "UPDATED a=2 was 1", "REMOVED a was 2"));
      }
    }
  }

  @InEachMode
  void change_asynchronousListenerThrowsError_isHeardOn(Mode mode) {
    List<String> heard = new CopyOnWriteArrayList<>();
    CacheEntryCreatedListener<String, String> listener =
        events -> {
          events.forEach(event -> heard.add(event.getKey()));
          if (heard.size() == 1) {
            throw new NoClassDefFoundError("a class of the application");
          }
        };
    try (CacheFixture fixture = CacheFixture.on(NODES.in(mode)).open()) {
      fixture
          .cache()
          .registerCacheEntryListener(
              new MutableCacheEntryListenerConfiguration<>(() -> listener, null, false, false));
      fixture.cache().put("a", "1");
      await().until(() -> heard.size() == 1);
      fixture.cache().put("b", "2");
      await().untilAsserted(() -> assertThat(heard).containsExactly("a", "b"));
    }
  }

  @InEachMode
  void close_asynchronousEventsWait_areNotToldToAClosedListener(Mode mode) throws Exception {
    SlowListener slow = new SlowListener();
    try (CacheFixture fixture = CacheFixture.on(NODES.in(mode)).open()) {
      fixture
          .cache()
          .registerCacheEntryListener(
              new MutableCacheEntryListenerConfiguration<>(() -> slow, null, false, false));
      fixture.cache().put("a", "1");
      slow.began.await();
      fixture.cache().put("b", "2");
      fixture.cache().close();
      slow.mayGoOn.countDown();
      slow.ended.await();
      EventLog<String, String> later = new EventLog<>();
      try (CacheFixture other =
          CacheFixture.on(NODES.in(mode)).listener(later.asynchronous()).open()) {
        other.cache().put("a", "1");
        await().until(() -> later.heard().size() == 1);
      }
      assertThat(slow.heard).containsExactly("a", "closed");
    }
  }

  @InEachMode
  void change_twoSynchronousListenersFail_throwsTheFirstAndSuppressesTheSecond(Mode mode) {
    Failing first = new Failing("first");
    Failing second = new Failing("second");
    try (CacheFixture fixture = CacheFixture.on(NODES.in(mode)).open()) {
      fixture.cache().registerCacheEntryListener(first.configuration(true));
      fixture.cache().registerCacheEntryListener(second.configuration(true));
      assertThatThrownBy(() -> fixture.cache().put("a", "1"))
          .isInstanceOf(CacheEntryListenerException.class)
          .hasRootCauseMessage("first")
          .satisfies(
              failure ->
                  assertThat(failure.getSuppressed())
                      .singleElement()
                      .satisfies(other -> assertThat(other).hasRootCauseMessage("second")));
    }
  }

  @InEachMode
  void change_listenerThrowsListenerException_isThatException(Mode mode) {
    CacheEntryListenerException own = new CacheEntryListenerException("own");
    CacheEntryCreatedListener<String, String> listener =
        events -> {
          throw own;
        };
    try (CacheFixture fixture = CacheFixture.on(NODES.in(mode)).open()) {
      fixture
          .cache()
          .registerCacheEntryListener(
              new MutableCacheEntryListenerConfiguration<>(() -> listener, null, false, true));
      assertThatThrownBy(() -> fixture.cache().put("a", "1")).isSameAs(own);
      assertThat(fixture.cache().get("a")).isEqualTo("1");
    }
  }

  @InEachMode
  void change_onAnotherNode_isNotHeard(Mode mode) {
    try (Node other = Node.open(mode, NODES.redis());
        CacheFixture fixture = CacheFixture.on(NODES.in(mode)).open()) {
      EventLog<String, String> there = new EventLog<>();
      Cache<String, String> cache =
          other
              .manager()
              .createCache(
                  fixture.cache().getName(),
                  new MutableConfiguration<String, String>()
                      .setTypes(String.class, String.class)
                      .setStatisticsEnabled(false)
                      .addCacheEntryListenerConfiguration(there.synchronous()));
      fixture.cache().put("a", "1");
      assertThat(cache.get("a")).isEqualTo(mode == Mode.LOCAL ? null : "1");
      cache.put("b", "2");
      assertThat(there.take()).containsExactly("CREATED b=2");
      assertThat(fixture.events().take()).containsExactly("CREATED a=1");
      assertThat(fixture.counts()).as("of this node alone").isEqualTo(Counts.puts(1));
    }
  }

  @InEachMode
  void change_filtered_isHeardOnlyWhereTheFilterAgrees(Mode mode) {
    EventLog<String, String> heard = new EventLog<>();
    CacheEntryEventFilter<String, String> onlyA = event -> event.getKey().equals("a");
    try (CacheFixture fixture = CacheFixture.on(NODES.in(mode)).open()) {
      fixture
          .cache()
          .registerCacheEntryListener(
              new MutableCacheEntryListenerConfiguration<>(() -> heard, () -> onlyA, true, true));
      fixture.cache().putAll(Map.of("a", "1", "b", "2"));
      fixture.cache().removeAll();
      assertThat(heard.take()).containsExactly("CREATED a=1", "REMOVED a was 1");
    }
  }

  @InEachMode
  void changes_asynchronousListener_areHeardInOrder(Mode mode) {
    EventLog<String, String> later = new EventLog<>();
    try (CacheFixture fixture =
        CacheFixture.on(NODES.in(mode)).listener(later.asynchronous()).open()) {
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        fixture.cache().put("a", "v" + i);
        fixture.cache().put("a", "w" + i);
        fixture.cache().remove("a");
        expected.add("CREATED a=v" + i);
        expected.add("UPDATED a=w" + i + " was v" + i);
        expected.add("REMOVED a was w" + i);
      }
      await().untilAsserted(() -> assertThat(later.heard()).isEqualTo(expected));
      assertThat(fixture.events().take()).isEqualTo(expected);
    }
  }

  @InEachMode
  void listener_usesItsCache_isNotInItsOwnWay(Mode mode) {
    List<String> read = new ArrayList<>();
    try (CacheFixture fixture = CacheFixture.on(NODES.in(mode)).open()) {
      CacheEntryUpdatedListener<String, String> listener =
          events ->
              events.forEach(
                  event -> {
                    read.add(event.getSource().getName());
                    fixture.cache().put("copy of " + event.getKey(), event.getValue());
                  });
      fixture
          .cache()
          .registerCacheEntryListener(
              new MutableCacheEntryListenerConfiguration<>(() -> listener, null, false, true));
      fixture.cache().put("a", "1");
      fixture.cache().put("a", "2");
      assertThat(fixture.entries()).containsExactly("a=2", "copy of a=2");
      assertThat(read).containsExactly(fixture.cache().getName());
    }
  }

  @InEachMode
  void register_equalConfigurationTwice_isRefused(Mode mode) {
    try (CacheFixture fixture = CacheFixture.on(NODES.in(mode)).open()) {
      CacheEntryListenerConfiguration<String, String> once =
          new EventLog<String, String>().synchronous();
      fixture.cache().registerCacheEntryListener(once);
      assertThatThrownBy(() -> fixture.cache().registerCacheEntryListener(once))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("TIERCEL-1002 ");
    }
  }

  /** A listener that takes its time for the first event. */
  private static final class SlowListener
      implements CacheEntryCreatedListener<String, String>, Closeable {
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final CountDownLatch began = new CountDownLatch(1);
    private final CountDownLatch mayGoOn = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    @Override
    public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
      events.forEach(event -> heard.add(event.getKey()));
      began.countDown();
      try {
        mayGoOn.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      ended.countDown();
    }

    @Override
    public void close() {
      heard.add("closed");
    }
  }

  private static void assertFails(org.assertj.core.api.ThrowableAssert.ThrowingCallable change) {
    assertThatThrownBy(change)
        .isInstanceOf(CacheEntryListenerException.class)
        .hasMessageContaining("TIERCEL-1003")
        .hasCauseInstanceOf(UnsupportedOperationException.class);
  }

  /** A listener that fails, and a filter that does. */
  private static List<CacheEntryListenerConfiguration<String, String>> failing(
      boolean synchronous) {
    Failing failing = new Failing("failing");
    CacheEntryEventFilter<String, String> filter =
        event -> {
          throw new UnsupportedOperationException("filter");
        };
    return List.of(
        failing.configuration(synchronous),
        new MutableCacheEntryListenerConfiguration<>(
            () -> new EventLog<String, String>(), () -> filter, false, synchronous));
  }

  /** A listener that fails whatever it hears. */
  private record Failing(String message)
      implements CacheEntryCreatedListener<String, String>,
          CacheEntryUpdatedListener<String, String>,
          CacheEntryRemovedListener<String, String> {
    CacheEntryListenerConfiguration<String, String> configuration(boolean synchronous) {
      return new MutableCacheEntryListenerConfiguration<>(() -> this, null, false, synchronous);
    }

    @Override
    public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
      throw new UnsupportedOperationException(message);
    }

    @Override
    public void onUpdated(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
      throw new UnsupportedOperationException(message);
    }

    @Override
    public void onRemoved(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
      throw new UnsupportedOperationException(message);
    }
  }
}
