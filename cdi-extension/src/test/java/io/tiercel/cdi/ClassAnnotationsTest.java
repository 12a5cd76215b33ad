/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Annotations at classes mean the methods that these declare. */
@ContainerTest
class ClassAnnotationsTest {
  private final Application application =
      Application.of(Writers.class, Readers.class, SpecialReaders.class);

  @AfterEach
  void close() {
    application.close();
  }

  @Test
  void annotationAtTheClass_isThatOfItsMethods() throws Exception {
    Readers readers = application.get(Readers.class);
    assertThat(as(() -> readers.one("x"))).isEqualTo("one x 1");
    assertThat(as(() -> readers.one("x"))).isEqualTo("one x 1");
    assertThat(application.keys("acme", "readings")).hasSize(1);
  }

  @Test
  void annotationAtTheMethod_winsOverThatAtTheClass() throws Exception {
    Readers readers = application.get(Readers.class);
    as(() -> readers.one("x"));
    as(() -> readers.forget("x"));
    assertThat(application.keys("acme", "readings")).isEmpty();
    assertThat(as(() -> readers.forget("x"))).isEqualTo("forgotten x 3");
  }

  @Test
  void annotationAtTheClass_inheritedMethodsHaveThatOfTheirOwnClass() throws Exception {
    SpecialReaders special = application.get(SpecialReaders.class);
    assertThat(as(() -> special.one("y"))).isEqualTo("one y 1");
    assertThat(as(() -> special.one("y"))).isEqualTo("one y 1");
    assertThat(as(() -> special.added("y"))).isEqualTo("added y 2");
    assertThat(as(() -> special.added("y"))).isEqualTo("added y 3");
    // Overridden without an annotation: it has none, and the defaults are not asked.
    assertThat(as(() -> special.two("y"))).isEqualTo("special y 4");
    assertThat(as(() -> special.two("y"))).isEqualTo("special y 5");
  }

  @Test
  void defaults_areThoseOfTheClassThatDeclaresTheMethod() throws Exception {
    SpecialReaders special = application.get(SpecialReaders.class);
    as(() -> special.one("z"));
    assertThat(application.keys("acme", "readings")).hasSize(1);
    as(() -> special.own("z"));
    assertThat(application.keys("acme", "special")).hasSize(1);
  }

  @Test
  void annotationAtTheClass_initializersAndPrivateMethodsAreLeftAlone() throws Exception {
    Writers writers = application.get(Writers.class);
    application.caches().put("acme", "readings", "a", "b");
    as(writers::write);
    assertThat(application.keys("acme", "readings")).isEmpty();
  }

  private static <V> V as(Callable<V> call) throws Exception {
    return TenantContext.callAs("acme", call);
  }

  @ApplicationScoped
  @CacheRemoveAll(cacheName = "readings")
  static class Writers {
    private int started;

    @PostConstruct
    void start() {
      started++;
    }

    int write() {
      return count();
    }

    private int count() {
      return started;
    }
  }

  @ApplicationScoped
  @CacheDefaults(cacheName = "readings")
  @CacheResult
  static class Readers {
    final AtomicInteger calls = new AtomicInteger();

    String one(String id) {
      return "one " + id + " " + calls.incrementAndGet();
    }

    String two(String id) {
      return "two " + id + " " + calls.incrementAndGet();
    }

    @CacheRemoveAll
    String forget(String id) {
      return "forgotten " + id + " " + calls.incrementAndGet();
    }
  }

  @ApplicationScoped
  @CacheDefaults(cacheName = "special")
  @Typed(SpecialReaders.class)
  static class SpecialReaders extends Readers {
    @Override
    String two(String id) {
      return "special " + id + " " + calls.incrementAndGet();
    }

    String added(String id) {
      return "added " + id + " " + calls.incrementAndGet();
    }

    @CacheResult
    String own(String id) {
      return "own " + id;
    }
  }
}
