/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static io.tiercel.jcache.internal.codec.HostileBytes.CODECS;
import static io.tiercel.jcache.internal.codec.HostileBytes.LIST;
import static io.tiercel.jcache.internal.codec.HostileBytes.LOADER;
import static io.tiercel.jcache.internal.codec.HostileBytes.assertUndecodable;
import static io.tiercel.jcache.internal.codec.HostileBytes.stream;
import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.MISSING_CLASS;
import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.REFUSED_CLASS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tiercel.jcache.internal.codec.HostileBytes.Failing;
import io.tiercel.jcache.internal.codec.HostileBytes.Inherited;
import io.tiercel.jcache.internal.codec.HostileBytes.Link;
import io.tiercel.jcache.internal.codec.HostileBytes.Planted;
import io.tiercel.jcache.internal.codec.HostileBytes.Point;
import io.tiercel.jcache.internal.codec.HostileBytes.Swallowing;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Classes outside of the list, classes that are missing, and listed ones that fail. */
final class RefusedClassesTest {
  @Test
  void decode_refusedClass_neverRunsItsCode() throws IOException {
    for (Object forged :
        List.of(
            new Planted(),
            List.of(new Planted()),
            new ArrayList<>(List.of(Map.of("k", new Link(new Planted())))),
            new HashSet<>(List.of(new Planted())),
            new Planted[] {new Planted()},
            new Swallowing(new Planted()),
            new Inherited())) {
      assertUndecodable(
          new EncodedValue(1, 1, stream(forged)),
          REFUSED_CLASS,
          "tiercel.codec.allow = \"" + HostileBytes.class.getName());
    }
    assertThat(Planted.RUNS).hasValue(0);
  }

  @Test
  void decode_jdkClassOutsideTheList_isRefused() throws IOException {
    EncodedValue url = new EncodedValue(1, 1, stream(new URL("http://localhost/")));
    assertUndecodable(url, REFUSED_CLASS, "class=java.net.URL");
    assertUndecodable(
        new EncodedValue(1, 1, stream(AtomicInteger.class)), REFUSED_CLASS, "AtomicInteger");
  }

  @Test
  void decode_proxy_isRefused() throws IOException {
    Object proxy =
        Proxy.newProxyInstance(
            LOADER, new Class<?>[] {Comparable.class}, new ValueCodecsTest.SerializableHandler());
    assertUndecodable(
        new EncodedValue(1, 1, stream(proxy)), REFUSED_CLASS, "interfaces=java.lang.Comparable");
  }

  @Test
  void decode_refusedClassThatIsMissing_isNotEvenLookedFor() throws IOException {
    List<String> asked = new ArrayList<>();
    ClassLoader recording =
        new ClassLoader(LOADER) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            asked.add(name);
            return super.loadClass(name, resolve);
          }
        };
    EncodedValue forged = new EncodedValue(1, 1, stream(List.of(new Point(1, ""), new Planted())));
    Throwable refusal = catchThrowable(() -> new ValueCodecs(recording, LIST).decode(forged));
    assertThat(refusal).isInstanceOf(UndecodableValueException.class);
    assertThat(asked).contains(Point.class.getName()).doesNotContain(Planted.class.getName());
  }

  @Test
  void decode_classOfNoLoader_isMissing() {
    ValueCodecs elsewhere = new ValueCodecs(ClassLoader.getPlatformClassLoader(), LIST);
    Throwable refusal =
        catchThrowable(() -> elsewhere.decode(CODECS.encode(List.of(new Point(1, "p")))));
    assertThat(refusal).isInstanceOf(UndecodableValueException.class);
    assertThat(((UndecodableValueException) refusal).reason()).isEqualTo(MISSING_CLASS);
    assertThat(refusal).hasMessageContaining("class=" + Point.class.getName());
  }

  @Test
  void decode_givenLoader_isAskedAndTheContextLoaderIsNot() throws Exception {
    URL classes = Point.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader own =
        new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
      assertThat(Thread.currentThread().getContextClassLoader()).isNotSameAs(own);
      Object copy = new ValueCodecs(own, LIST).decode(CODECS.encode(new Point(1, "p")));
      assertThat(copy.getClass().getName()).isEqualTo(Point.class.getName());
      assertThat(copy.getClass().getClassLoader()).isSameAs(own);
    }
  }

  @Test
  void decode_ownCodeFails_isMalformedWithTheCause() throws IOException {
    for (String kind : List.of("io", "runtime", "linkage", "class")) {
      EncodedValue value = new EncodedValue(1, 1, stream(new Failing(kind)));
      Throwable refusal = catchThrowable(() -> CODECS.decode(value));
      assertThat(refusal).as(kind).isInstanceOf(UndecodableValueException.class);
      assertThat(refusal).as(kind).hasRootCauseMessage("planted " + kind);
    }
  }
}
