/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiercel.jcache.config.Mode;
import io.tiercel.jcache.spi.LoadingCache;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.cache.Cache;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** That a store by value shares no object with anybody, and a store by reference all. */
final class ValueParityIT {
  @RegisterExtension static final Nodes NODES = new Nodes();

  /** A value that can be changed behind the cache's back. */
  private static final class Basket implements Serializable {
    private static final long serialVersionUID = 1L;

    private final ArrayList<String> items;

    Basket(String... items) {
      this.items = new ArrayList<>(Arrays.asList(items));
    }

    Basket add(String item) {
      items.add(item);
      return this;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Basket basket && basket.items.equals(items);
    }

    @Override
    public int hashCode() {
      return items.hashCode();
    }

    @Override
    public String toString() {
      return items.toString();
    }
  }

  /** A key that can be changed behind the cache's back. */
  private static final class Place implements Serializable {
    private static final long serialVersionUID = 1L;

    private String name;

    Place(String name) {
      this.name = name;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Place place && place.name.equals(name);
    }

    @Override
    public int hashCode() {
      return Objects.hashCode(name);
    }
  }

  @InEachMode
  void write_valueChangedLater_staysAsItWas(Mode mode) {
    Cache<String, Basket> cache = baskets(mode);
    Basket basket = new Basket("pear");
    cache.put("put", basket);
    cache.putAll(Map.of("putAll", basket));
    cache.putIfAbsent("putIfAbsent", basket);
    cache.getAndPut("getAndPut", basket);
    cache.put("replace", new Basket());
    cache.replace("replace", basket);
    cache.invoke(
        "invoke",
        (entry, arguments) -> {
          entry.setValue(basket);
          return null;
        });
    basket.add("plum");
    cache.forEach(entry -> assertThat(entry.getValue()).hasToString("[pear]"));
    assertThat(cache).hasSize(6);
  }

  @InEachMode
  void read_valueChangedByTheReader_staysAsItWas(Mode mode) {
    Cache<String, Basket> cache = baskets(mode);
    cache.put("a", new Basket("pear"));
    basket(cache, "a").add("get");
    requireNonNull(cache.getAll(Set.of("a")).get("a")).add("getAll");
    cache.iterator().next().getValue().add("iterator");
    cache.invoke("a", (entry, arguments) -> entry.getValue().add("invoke"));
    Basket answered = cache.invoke("a", (entry, arguments) -> entry.getValue());
    answered.add("the processor's answer");
    assertThat(basket(cache, "a")).hasToString("[pear]");
    assertThat(cache.replace("a", new Basket("pear"), new Basket("plum")))
        .as("values are compared by equals")
        .isTrue();
    assertThat(cache.remove("a", new Basket("plum"))).isTrue();
  }

  @InEachMode
  void getAndPut_previousValue_isTheReadersOwn(Mode mode) {
    Cache<String, Basket> cache = baskets(mode);
    Basket first = new Basket("pear");
    cache.put("a", first);
    Basket previous = cache.getAndPut("a", new Basket("plum"));
    assertThat(previous).isEqualTo(first).isNotSameAs(first);
  }

  @InEachMode
  void load_valueChangedLater_staysAsItWas(Mode mode) throws Exception {
    Cache<String, Basket> cache = baskets(mode);
    Basket sources = new Basket("pear");
    Basket loaded = loading(cache).get("a", () -> sources);
    sources.add("by the source");
    requireNonNull(loaded).add("by the reader");
    assertThat(basket(cache, "a")).hasToString("[pear]");
  }

  @InEachMode
  void load_twoReadersAtOnce_shareNothing(Mode mode) throws Exception {
    Cache<String, Basket> cache = baskets(mode);
    CountDownLatch mayAnswer = new CountDownLatch(1);
    List<Basket> loads = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<Basket> first = new CompletableFuture<>();
    CompletableFuture<Basket> second = new CompletableFuture<>();
    Thread leader = reader(cache, first, mayAnswer, loads);
    await().until(() -> leader.getState() == Thread.State.WAITING);
    Thread joiner = reader(cache, second, mayAnswer, loads);
    await().until(() -> joiner.getState() == Thread.State.TIMED_WAITING);
    mayAnswer.countDown();
    assertThat(first.get()).isEqualTo(second.get()).isNotSameAs(second.get());
    assertThat(loads).as("one load for both").hasSize(1);
  }

  @InEachMode
  void load_interruptedWhileAnotherLoads_failsAndStaysInterrupted(Mode mode) throws Exception {
    CountDownLatch mayAnswer = new CountDownLatch(1);
    Cache<String, Basket> cache =
        NODES
            .in(mode)
            .manager()
            .createCache(
                CacheFixture.newName(),
                new MutableConfiguration<String, Basket>()
                    .setTypes(String.class, Basket.class)
                    .setReadThrough(true)
                    .setCacheLoaderFactory(() -> new SlowLoader(mayAnswer)));
    Thread leader = new Thread(() -> cache.get("a"));
    leader.start();
    await().until(() -> leader.getState() == Thread.State.WAITING);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread joiner =
        new Thread(
            () -> {
              try {
                cache.get("a");
              } catch (CacheLoaderException e) {
                interrupted.complete(Thread.currentThread().isInterrupted());
              }
            });
    joiner.start();
    await().until(() -> joiner.getState() == Thread.State.TIMED_WAITING);
    joiner.interrupt();
    assertThat(interrupted.get()).isTrue();
    mayAnswer.countDown();
    leader.join();
    assertThat(basket(cache, "a")).hasToString("[pear]");
  }

  @InEachMode
  void event_valueChangedBeforeItIsHeard_isHeardAsItWas(Mode mode) throws Exception {
    Cache<String, Basket> cache = baskets(mode);
    CountDownLatch mayHear = new CountDownLatch(1);
    CompletableFuture<String> heard = new CompletableFuture<>();
    CacheEntryCreatedListener<String, Basket> listener =
        events -> {
          awaitOrFail(mayHear);
          events.forEach(event -> heard.complete(event.getValue().toString()));
        };
    cache.registerCacheEntryListener(
        new MutableCacheEntryListenerConfiguration<>(() -> listener, null, false, false));
    Basket basket = new Basket("pear");
    cache.put("a", basket);
    basket.add("plum");
    mayHear.countDown();
    assertThat(heard.get()).isEqualTo("[pear]");
  }

  @InEachMode
  void event_valueChangedByTheListener_changesNeitherCacheNorCaller(Mode mode) {
    Cache<String, Basket> cache = baskets(mode);
    CacheEntryCreatedListener<String, Basket> listener =
        events -> events.forEach(event -> event.getValue().add("by the listener"));
    cache.registerCacheEntryListener(
        new MutableCacheEntryListenerConfiguration<>(() -> listener, null, false, true));
    Basket basket = new Basket("pear");
    cache.put("a", basket);
    assertThat(basket).hasToString("[pear]");
    assertThat(basket(cache, "a")).hasToString("[pear]");
  }

  @InEachMode
  void write_keyChangedLater_isFoundAsItWas(Mode mode) {
    Cache<Place, String> cache =
        NODES
            .in(mode)
            .manager()
            .createCache(
                CacheFixture.newName(),
                new MutableConfiguration<Place, String>().setTypes(Place.class, String.class));
    Place key = new Place("quay");
    cache.put(key, "1");
    key.name = "pier";
    assertThat(cache.get(new Place("quay"))).isEqualTo("1");
    assertThat(cache.containsKey(key)).isFalse();
    cache.iterator().next().getKey().name = "dock";
    assertThat(cache.get(new Place("quay"))).isEqualTo("1");
    assertThat(cache.remove(new Place("quay"))).isTrue();
  }

  @Test
  void local_undeclaredTypes_needNoAllowList() {
    Cache<Object, Object> cache =
        NODES
            .in(Mode.LOCAL)
            .manager()
            .createCache(CacheFixture.newName(), new MutableConfiguration<>());
    Basket basket = new Basket("pear");
    cache.put(new Place("quay"), basket);
    basket.add("plum");
    assertThat(cache.get(new Place("quay"))).hasToString("[pear]").isNotSameAs(basket);
  }

  @InEachMode
  void byReference_sharesKeysAndValuesOnThisNodeAlone(Mode mode) {
    MutableConfiguration<Place, Basket> configuration =
        new MutableConfiguration<Place, Basket>()
            .setTypes(Place.class, Basket.class)
            .setStoreByValue(false);
    String name = CacheFixture.newName();
    Cache<Place, Basket> cache = NODES.in(mode).manager().createCache(name, configuration);
    Basket basket = new Basket("pear");
    Place place = new Place("quay");
    cache.put(place, basket);
    assertThat(cache.get(new Place("quay"))).isSameAs(basket);
    Cache.Entry<Place, Basket> entry = cache.iterator().next();
    assertThat(entry.getKey()).isSameAs(place);
    assertThat(entry.getValue()).isSameAs(basket);
    try (Node other = Node.open(mode, NODES.redis())) {
      assertThat(other.manager().createCache(name, configuration).get(place)).isNull();
    }
  }

  /** A loader that waits for a sign. */
  private record SlowLoader(CountDownLatch mayAnswer) implements CacheLoader<String, Basket> {
    @Override
    public Basket load(String key) {
      awaitOrFail(mayAnswer);
      return new Basket("pear");
    }

    @Override
    public Map<String, Basket> loadAll(Iterable<? extends String> keys) {
      throw new AssertionError("not asked for");
    }
  }

  private static Cache<String, Basket> baskets(Mode mode) {
    return NODES
        .in(mode)
        .manager()
        .createCache(
            CacheFixture.newName(),
            new MutableConfiguration<String, Basket>().setTypes(String.class, Basket.class));
  }

  private static Basket basket(Cache<String, Basket> cache, String key) {
    return requireNonNull(cache.get(key), key);
  }

  @SuppressWarnings("unchecked") // the types are the cache's
  private static LoadingCache<String, Basket> loading(Cache<String, Basket> cache) {
    return cache.unwrap(LoadingCache.class);
  }

  private static Thread reader(
      Cache<String, Basket> cache,
      CompletableFuture<Basket> answer,
      CountDownLatch mayAnswer,
      List<Basket> loads) {
    Thread thread =
        new Thread(
            () -> {
              try {
                Basket read =
                    loading(cache)
                        .get(
                            "a",
                            () -> {
                              mayAnswer.await();
                              Basket loaded = new Basket("pear");
                              loads.add(loaded);
                              return loaded;
                            });
                answer.complete(requireNonNull(read));
              } catch (Exception e) {
                answer.completeExceptionally(e);
              }
            });
    thread.start();
    return thread;
  }

  private static void awaitOrFail(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
