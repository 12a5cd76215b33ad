/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.Serializable;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImmutabilityTest {
  private static final ValueCodecs CODECS =
      new ValueCodecs(ImmutabilityTest.class.getClassLoader(), AllowList.of(List.of()));

  static Stream<Object> immutable() {
    return Stream.of(
        "text",
        1,
        2L,
        (short) 3,
        (byte) 4,
        'c',
        true,
        1.5,
        2.5f,
        new BigInteger("7"),
        new BigDecimal("7.0"),
        new UUID(1, 2),
        Instant.EPOCH,
        LocalDate.MIN,
        ZonedDateTime.parse("2026-11-23T10:00:00+01:00[Europe/Paris]"),
        ZoneId.of("Europe/Paris"),
        ZoneOffset.UTC,
        Duration.ZERO,
        DayOfWeek.MONDAY,
        Locale.ROOT,
        URI.create("a:b"),
        TimeUnit.SECONDS,
        Operator.WITH_BODY,
        new Closed("a", 1, Operator.PLAIN, ZoneOffset.UTC, Instant.EPOCH),
        new Empty(),
        new Amount(BigDecimal.ONE, "EUR"),
        new Amount(null, null),
        new Open("text"),
        new Open(null),
        new Open(new Open(new Amount(BigDecimal.ONE, "EUR"))),
        new Nested(new Amount(BigDecimal.ONE, "EUR"), new Empty()),
        new Chain(1, new Chain(2, null)),
        new Numbered(1L),
        new Stated<>(Operator.WITH_BODY));
  }

  @ParameterizedTest
  @MethodSource("immutable")
  void isImmutable_immutable_isTrue(Object value) {
    assertThat(CODECS.isImmutable(value)).isTrue();
    assertThat(CODECS.isImmutable(value)).as("asked again").isTrue();
  }

  @SuppressWarnings("JavaUtilDate") // mutable, which is the point
  static Stream<Object> mutable() {
    return Stream.of(
        new byte[0],
        new AtomicBoolean(),
        new Date(0),
        new AtomicLong(),
        new BitSet(),
        new ArrayList<>(),
        List.of("not known to be immutable all the way down"),
        Optional.of("a"),
        new Object(),
        new OwnDecimal("1"),
        new OwnInteger("1"),
        new WithArray("a", new int[0]),
        new WithArray("a", null),
        new Amount(new OwnDecimal("1"), "EUR"),
        new Open(new AtomicBoolean()),
        new Open(new Open(new int[0])),
        new Nested(new Amount(new OwnDecimal("1"), "EUR"), new Empty()),
        new Lines(List.of()),
        new Hiding(new AtomicBoolean()),
        new Numbered(new AtomicLong()),
        chain(100));
  }

  @ParameterizedTest
  @MethodSource("mutable")
  void isImmutable_mutable_isFalse(Object value) {
    assertThat(CODECS.isImmutable(value)).isFalse();
    assertThat(CODECS.isImmutable(value)).as("asked again").isFalse();
  }

  @Test
  void isImmutable_sameClassOtherValue_isDecidedByTheValue() {
    assertThat(CODECS.isImmutable(new Open("a"))).isTrue();
    assertThat(CODECS.isImmutable(new Open(new int[0]))).isFalse();
    assertThat(CODECS.isImmutable(new Open("b"))).isTrue();
  }

  /** The application is undeployed; we and the classes of the JDK stay. */
  @Test
  void isImmutable_loaderOfTheValuesDropped_isCollected() throws Exception {
    WeakReference<ClassLoader> loader = askWithApplicationOfItsOwn();
    awaitCollected(loader);
  }

  /** We are undeployed with the application; the classes of the JDK stay. */
  @Test
  void isImmutable_loaderOfTiercelDropped_isCollected() throws Exception {
    WeakReference<ClassLoader> loader = askWithTiercelOfItsOwn();
    awaitCollected(loader);
  }

  private static WeakReference<ClassLoader> askWithApplicationOfItsOwn() throws Exception {
    try (URLClassLoader own = new URLClassLoader(new URL[] {locationOf(Open.class)}, null)) {
      Class<?> type = own.loadClass(Open.class.getName());
      var constructor = type.getDeclaredConstructor(Object.class);
      constructor.setAccessible(true);
      assertThat(type).isNotSameAs(Open.class);
      assertThat(CODECS.isImmutable(constructor.newInstance("a"))).isTrue();
      KeyCodec keys =
          new KeyCodec(Object.class, new ValueCodecs(own, AllowList.of(List.of(type.getName()))));
      // Not compared: the JDK itself holds a record class softly once its equals has run.
      Object back = keys.keyOf(keys.canonical(constructor.newInstance("a")));
      assertThat(back != null && back.getClass() == type).isTrue();
      return new WeakReference<>(own);
    }
  }

  private static WeakReference<ClassLoader> askWithTiercelOfItsOwn() throws Exception {
    URL[] classes = {locationOf(ValueCodecs.class), locationOf(Nullable.class)};
    try (URLClassLoader own = new URLClassLoader(classes, ClassLoader.getPlatformClassLoader())) {
      Class<?> immutability = own.loadClass(Immutability.class.getName());
      assertThat(immutability).isNotSameAs(Immutability.class);
      Method isImmutable = immutability.getDeclaredMethod("isImmutable", Object.class);
      isImmutable.setAccessible(true);
      assertThat(isImmutable.invoke(null, "a")).isEqualTo(true);
      assertThat(isImmutable.invoke(null, new Object())).isEqualTo(false);
      assertThat(isImmutable.invoke(null, new Open("a"))).isEqualTo(true);
      return new WeakReference<>(own);
    }
  }

  @SuppressWarnings("SystemGc") // only a collection shows that nothing holds the loader
  private static void awaitCollected(WeakReference<ClassLoader> loader) {
    await()
        .atMost(60, SECONDS)
        .until(
            () -> {
              System.gc();
              return loader.get() == null;
            });
  }

  private static URL locationOf(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  private static Object chain(int length) {
    Chain chain = new Chain(0, null);
    for (int i = 0; i < length; i++) {
      chain = new Chain(i, chain);
    }
    return chain;
  }

  /** An enum, one constant of which is of a class of its own. */
  enum Operator {
    PLAIN,
    WITH_BODY {
      @Override
      public String toString() {
        return "body";
      }
    }
  }

  /** Decided by its class. */
  record Closed(String text, int number, Operator operator, ZoneId zone, Instant when) {}

  /** Decided by its class. */
  record Empty() {}

  /** BigDecimal is open: it has subclasses. */
  record Amount(@Nullable BigDecimal value, @Nullable String currency) {}

  /** Decided by its value. */
  record Open(@Nullable Object value) {}

  /** Decided by the records in it. */
  record Nested(Amount amount, Empty empty) {}

  /** Holds itself. */
  record Chain(int number, @Nullable Chain next) {}

  /** Decided by its value. */
  record Numbered(Number number) {}

  /** Decided by its value. */
  record Stated<T extends Comparable<T> & Serializable>(T state) {}

  /** Never immutable. */
  @SuppressWarnings("ArrayRecordComponent") // the case under test
  record WithArray(String text, int @Nullable [] numbers) {}

  /** Mutable as far as we can see. */
  record Lines(List<String> lines) {}

  /** Shows something else than it holds. */
  record Hiding(Object part) {
    @Override
    public Object part() {
      return part.toString();
    }
  }

  /** A subclass, which could have fields that change. */
  static final class OwnDecimal extends BigDecimal {
    private static final long serialVersionUID = 1L;

    OwnDecimal(String text) {
      super(text);
    }
  }

  /** A subclass, which could have fields that change. */
  static final class OwnInteger extends BigInteger {
    private static final long serialVersionUID = 1L;

    OwnInteger(String text) {
      super(text);
    }
  }
}
