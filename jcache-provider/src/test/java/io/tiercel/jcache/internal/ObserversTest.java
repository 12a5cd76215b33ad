/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.spi.Invalidation;
import io.tiercel.jcache.spi.Invalidation.Reason;
import io.tiercel.jcache.spi.TierLevel;
import io.tiercel.jcache.spi.TierObserver;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is told what, where several observe: of reads only those that have something to do then. */
class ObserversTest {
  private static final List<String> HEARD = Collections.synchronizedList(new ArrayList<>());

  @TempDir private Path folder;

  /** Does something at a hit. */
  public static class OfHits implements TierObserver {
    @Override
    public void hit(String cacheName, TierLevel tier) {
      HEARD.add(getClass().getSimpleName() + " hit " + cacheName + ' ' + tier);
    }
  }

  /** Does what the class above it does. */
  public static final class OfHitsToo extends OfHits {}

  /** Does something at a miss. */
  public static final class OfMisses implements TierObserver {
    @Override
    public void miss(String cacheName) {
      HEARD.add("OfMisses miss " + cacheName);
    }
  }

  /** Does nothing at either. */
  public static final class OfInvalidations implements TierObserver {
    @Override
    public void invalidated(Invalidation invalidation) {
      HEARD.add("OfInvalidations " + invalidation.resource());
    }
  }

  @BeforeEach
  void forget() {
    HEARD.clear();
  }

  @Test
  void reads_ofSeveralObservers_areToldToThoseThatListen() throws IOException {
    try (URLClassLoader loader =
        loader(OfHits.class, OfHitsToo.class, OfMisses.class, OfInvalidations.class)) {
      TierObserver all = Observers.of(loader);
      all.hit("orders", TierLevel.L2);
      all.miss("orders");
      all.invalidated(new Invalidation(null, "orders", null, Reason.MANUAL, "orders"));
    }
    assertThat(HEARD)
        .containsExactly(
            "OfHits hit orders L2",
            "OfHitsToo hit orders L2",
            "OfMisses miss orders",
            "OfInvalidations orders");
  }

  @Test
  void of_noneOrOne_isThatOne() throws IOException {
    try (URLClassLoader one = loader(OfMisses.class);
        URLClassLoader none = loader()) {
      assertThat(Observers.of(one)).isInstanceOf(OfMisses.class);
      TierObserver nobody = Observers.of(none);
      nobody.hit("orders", TierLevel.L1);
      nobody.miss("orders");
    }
    assertThat(HEARD).isEmpty();
  }

  private URLClassLoader loader(Class<?>... observers) throws IOException {
    Path root = Files.createTempDirectory(folder, "observers");
    Path services = Files.createDirectories(root.resolve("META-INF/services"));
    Files.writeString(
        services.resolve(TierObserver.class.getName()),
        Stream.of(observers).map(Class::getName).collect(Collectors.joining("\n")));
    return new URLClassLoader(
        new URL[] {root.toUri().toURL()}, ObserversTest.class.getClassLoader());
  }
}
