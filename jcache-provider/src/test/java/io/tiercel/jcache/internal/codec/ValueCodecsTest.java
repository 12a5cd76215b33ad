/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValueCodecsTest {
  private static final ClassLoader LOADER = ValueCodecsTest.class.getClassLoader();
  private static final AllowList LIST =
      AllowList.of(List.of(Order.class.getName(), Status.class.getName(), Holder.class.getName()));
  private static final ValueCodecs CODECS = new ValueCodecs(LOADER, LIST);

  /** The bytes of released versions: a change of any line is a change of what Redis holds. */
  static Stream<Arguments> ownEncodings() {
    return Stream.of(
        Arguments.of("", 2, ""),
        Arguments.of("Grüße, 鷹 🦅", 2, "4772c3bcc39f652c20e9b7b920f09fa685"),
        Arguments.of("\uFFFD", 2, "efbfbd"),
        Arguments.of("a\uD83D", 3, "0061d83d"),
        Arguments.of("\uDD85\uD83E", 3, "dd85d83e"),
        Arguments.of(true, 4, "01"),
        Arguments.of(false, 4, "00"),
        Arguments.of((byte) -2, 5, "fe"),
        Arguments.of((short) -2, 6, "fffe"),
        Arguments.of('鷹', 7, "9df9"),
        Arguments.of('\uD83D', 7, "d83d"),
        Arguments.of(42, 8, "0000002a"),
        Arguments.of(Integer.MIN_VALUE, 8, "80000000"),
        Arguments.of(42L, 9, "000000000000002a"),
        Arguments.of(-1L, 9, "ffffffffffffffff"),
        Arguments.of(1.5f, 10, "3fc00000"),
        Arguments.of(Float.NaN, 10, "7fc00000"),
        Arguments.of(-0.0d, 11, "8000000000000000"),
        Arguments.of(0.1d, 11, "3fb999999999999a"),
        Arguments.of(
            UUID.fromString("123e4567-e89b-12d3-a456-426614174000"),
            12,
            "123e4567e89b12d3a456426614174000"),
        Arguments.of(new byte[] {0, -1, 127}, 13, "00ff7f"),
        Arguments.of(new byte[0], 13, ""),
        Arguments.of(BigInteger.ZERO, 14, "00"),
        Arguments.of(BigInteger.TWO.pow(64), 14, "010000000000000000"),
        Arguments.of(new BigDecimal("-12.340"), 15, "00000003cfcc"),
        Arguments.of(new BigDecimal("1E+9"), 15, "fffffff701"),
        Arguments.of(Instant.ofEpochSecond(-1, 5), 16, "ffffffffffffffff00000005"),
        Arguments.of(Instant.MAX, 16, "00701cd2fa9578ff3b9ac9ff"),
        Arguments.of(LocalDate.of(2026, 11, 23), 17, "000007ea0b17"),
        Arguments.of(LocalDate.MIN, 17, "c46536010101"),
        Arguments.of(
            LocalDateTime.of(2026, 11, 23, 1, 2, 3, 4), 18, "000007ea0b1700000362d417ae04"));
  }

  @ParameterizedTest
  @MethodSource("ownEncodings")
  void encode_ownEncoding_hasTheReleasedBytes(Object value, int codec, String hex)
      throws UndecodableValueException {
    EncodedValue encoded = CODECS.encode(value);
    assertThat(encoded).isEqualTo(new EncodedValue(codec, 1, HexFormat.of().parseHex(hex)));
    assertThat(CODECS.decode(encoded)).isEqualTo(value).hasSameClassAs(value);
  }

  /** One that this build did not write, so that reading older entries stays proved. */
  @Test
  void decode_streamOfAnOlderBuild_givesItsValue() throws UndecodableValueException {
    byte[] stream =
        HexFormat.of()
            .parseHex(
                "aced0005737200136a6176612e7574696c2e41727261794c6973747881d21d99c7619d03000149000473"
                    + "697a6578700000000177040000000174000161"
                    + "78");
    assertThat(CODECS.decode(new EncodedValue(1, 1, stream))).isEqualTo(List.of("a"));
  }

  @SuppressWarnings({"JdkObsolete", "JavaUtilDate"}) // applications do cache them
  static Stream<Arguments> serialized() {
    Map<String, Integer> counts = new HashMap<>(Map.of("a", 1, "b", 2));
    return Stream.<Object>of(
            Status.OPEN,
            Status.CLOSED,
            new Order("o1", Status.CLOSED, List.of(1, 2)),
            new Order[] {new Order("o1", Status.OPEN, List.of())},
            new int[][] {{1}, {}, {2, 3}},
            new Object[] {1, "a", null},
            new String[] {"a", "a"},
            new ArrayList<>(List.of(1, 2)),
            new LinkedList<>(List.of("x")),
            Arrays.asList(1, null),
            List.of(),
            List.of(1),
            List.of(1, 2, 3),
            Set.of(1, 2, 3),
            Map.of(1, 2),
            Map.of(1, 2, 3, 4),
            Stream.of(1, 2).toList(),
            counts,
            new LinkedHashMap<>(counts),
            new TreeMap<>(counts),
            new HashSet<>(List.of(1)),
            new LinkedHashSet<>(List.of(1)),
            new TreeSet<>(List.of("a", "b")),
            EnumSet.of(Status.OPEN),
            EnumSet.noneOf(Status.class),
            new EnumMap<>(Map.of(Status.OPEN, 1)),
            Collections.emptyList(),
            Collections.emptySet(),
            Collections.emptyMap(),
            Collections.emptyNavigableMap(),
            Collections.singletonList(1),
            Collections.singleton(1),
            Collections.singletonMap(1, 2),
            Collections.unmodifiableList(new ArrayList<>(List.of(1))),
            Collections.unmodifiableList(new LinkedList<>(List.of(1))),
            Collections.unmodifiableSet(new HashSet<>(List.of(1))),
            Collections.unmodifiableSortedSet(new TreeSet<>(List.of(1))),
            Collections.unmodifiableMap(counts),
            Collections.unmodifiableSortedMap(new TreeMap<>(counts)),
            new AbstractMap.SimpleEntry<>("a", 1),
            new AbstractMap.SimpleImmutableEntry<>("a", 1),
            IntStream.range(0, 5000).boxed().collect(Collectors.toSet()),
            IntStream.range(0, 13).boxed().collect(Collectors.toMap(i -> i, i -> i)),
            BitSet.valueOf(new long[] {5, 9}),
            new Date(5),
            new java.sql.Date(5),
            new Timestamp(5),
            Locale.GERMANY,
            Currency.getInstance("EUR"),
            URI.create("https://example.com/a?b"),
            Duration.ofMillis(7),
            Period.ofDays(3),
            DayOfWeek.MONDAY,
            ZoneId.of("Europe/Paris"),
            ZonedDateTime.parse("2026-11-23T10:00:00+01:00[Europe/Paris]"),
            OffsetDateTime.parse("2026-11-23T10:00:00+01:00"))
        .map(value -> Arguments.of(value));
  }

  @ParameterizedTest
  @MethodSource("serialized")
  void decode_whatEncodeSerialized_isEqualAndNew(Object value) throws UndecodableValueException {
    EncodedValue encoded = CODECS.encode(value);
    assertThat(encoded.codec()).isEqualTo(1);
    assertThat(CODECS.decode(encoded)).isEqualTo(value).hasSameClassAs(value);
  }

  @Test
  void decode_collectionsWithoutEquals_keepTheirElements() throws UndecodableValueException {
    ArrayDeque<Integer> deque = new ArrayDeque<>(List.of(1, 2, 3));
    Object copy = CODECS.decode(CODECS.encode(deque));
    assertThat(copy).isInstanceOf(ArrayDeque.class);
    assertThat(copy).hasToString("[1, 2, 3]");

    TreeSet<String> reversed = new TreeSet<>(Comparator.<String>reverseOrder());
    reversed.addAll(List.of("a", "b"));
    assertThat(CODECS.decode(CODECS.encode(reversed))).hasToString("[b, a]");
  }

  @Test
  void decode_exceptions_keepMessageCauseAndTrace() throws UndecodableValueException {
    var failure = new IllegalStateException("no such order", new RuntimeException("inner"));
    Object copy = CODECS.decode(CODECS.encode(failure));
    assertThat(copy).isInstanceOf(IllegalStateException.class);
    assertThat((Throwable) copy).hasMessage("no such order").hasRootCauseMessage("inner");
    assertThat(((Throwable) copy).getStackTrace()).isEqualTo(failure.getStackTrace());
  }

  @Test
  void encode_classOutsideTheList_namesItAndTheLineToAdd() {
    assertThatThrownBy(() -> CODECS.encode(new Unlisted()))
        .isInstanceOf(CacheException.class)
        .hasMessage(
            "TIERCEL-2102 value of "
                + Unlisted.class.getName()
                + ": every class in it must be on the allow list: class="
                + Unlisted.class.getName()
                + " (add it: tiercel.codec.allow = \""
                + Unlisted.class.getName()
                + "\")");
  }

  @Test
  void encode_classOutsideTheListDeepInside_namesThatClass() {
    for (Object part :
        List.of(new Unlisted(), new Unlisted[0], new Unlisted[0][0], Unlisted.class)) {
      assertThatThrownBy(() -> CODECS.encode(Map.of("a", List.of(new Holder(part)))))
          .isInstanceOf(CacheException.class)
          .hasMessageContaining("tiercel.codec.allow = \"" + Unlisted.class.getName() + "\"");
    }
  }

  @Test
  void encode_thatLineAdded_works() throws UndecodableValueException {
    ValueCodecs codecs = new ValueCodecs(LOADER, AllowList.of(List.of(Unlisted.class.getName())));
    assertThat(codecs.decode(codecs.encode(new Unlisted()))).isInstanceOf(Unlisted.class);
  }

  @Test
  void encode_refusalSwallowedByTheValue_isStillRefused() {
    ValueCodecs codecs = new ValueCodecs(LOADER, AllowList.of(List.of(Swallowing.class.getName())));
    assertThatThrownBy(() -> codecs.encode(new Swallowing(new Unlisted())))
        .isInstanceOf(CacheException.class)
        .hasMessageStartingWith("TIERCEL-2102 ");
  }

  @Test
  void encode_notSerializable_namesTheClassAndTheRemedy() {
    assertThatThrownBy(() -> CODECS.encode(new Holder(new Object())))
        .isInstanceOf(CacheException.class)
        .hasMessageStartingWith("TIERCEL-2103 value of " + Holder.class.getName())
        .hasMessageContaining("class=java.lang.Object (let it implement java.io.Serializable");
    assertThatThrownBy(() -> CODECS.encode(Thread.currentThread()))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("class=java.lang.Thread ");
  }

  @Test
  void encode_ownCodeFails_keepsTheCause() {
    ValueCodecs codecs = new ValueCodecs(LOADER, AllowList.of(List.of(Failing.class.getName())));
    assertThatThrownBy(() -> codecs.encode(new Failing(new IOException("disk"))))
        .isInstanceOf(CacheException.class)
        .hasMessageStartingWith("TIERCEL-2104 value of " + Failing.class.getName())
        .hasRootCauseMessage("disk");
    assertThatThrownBy(() -> codecs.encode(new Failing(new IllegalStateException("closed"))))
        .isInstanceOf(CacheException.class)
        .hasRootCauseMessage("closed");
  }

  @Test
  void encode_chainTooLongForTheStack_isRefused() {
    Object chain = new Holder("end");
    for (int i = 0; i < 200_000; i++) {
      chain = new Holder(chain);
    }
    Object tooDeep = chain;
    assertThatThrownBy(() -> CODECS.encode(tooDeep))
        .isInstanceOf(CacheException.class)
        .hasMessageStartingWith("TIERCEL-2105 ");
  }

  @Test
  void encode_tooLarge_namesTheSize() {
    assertThatThrownBy(() -> CODECS.encode(new byte[ValueCodecs.MAX_BYTES + 1]))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("TIERCEL-2106 value of byte[]")
        .hasMessageContaining("bytes=67108865");
  }

  @Test
  void encode_proxyAndLambda_areRefused() {
    Object proxy =
        Proxy.newProxyInstance(
            LOADER, new Class<?>[] {Comparable.class}, new SerializableHandler());
    assertThatThrownBy(() -> CODECS.encode(proxy))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("proxies are never stored");
    Object lambda = (Comparator<String> & Serializable) String::compareTo;
    assertThatThrownBy(() -> CODECS.encode(lambda))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("class=java.lang.invoke.SerializedLambda");
  }

  @Test
  void encodedValue_codecOverOneByte_isRefused() {
    for (int wrong : new int[] {-1, 256, Integer.MIN_VALUE}) {
      assertThatThrownBy(() -> new EncodedValue(wrong, 1, new byte[0]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("TIERCEL-2101 ")
          .hasMessageContaining("codec=" + wrong);
      assertThatThrownBy(() -> new EncodedValue(255, wrong, new byte[0]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("schema=" + wrong);
    }
  }

  @Test
  void encodedValue_equality_looksAtTheBytesAndToStringDoesNot() {
    EncodedValue value = new EncodedValue(2, 1, "secret".getBytes(UTF_8));
    assertThat(value)
        .isEqualTo(new EncodedValue(2, 1, "secret".getBytes(UTF_8)))
        .hasSameHashCodeAs(new EncodedValue(2, 1, "secret".getBytes(UTF_8)))
        .isNotEqualTo(new EncodedValue(2, 2, "secret".getBytes(UTF_8)))
        .isNotEqualTo(new EncodedValue(2, 1, "secreT".getBytes(UTF_8)))
        .hasToString("EncodedValue[codec=2, schema=1, bytes=6]");
  }

  /** A listed enum with a constant that has a body. */
  enum Status {
    OPEN,
    CLOSED {
      @Override
      public String toString() {
        return "closed";
      }
    }
  }

  /** A listed record. */
  record Order(String id, Status status, List<Integer> lines) implements Serializable {}

  /** A listed record that holds anything. */
  record Holder(Object part) implements Serializable {}

  /** Not on the list. */
  static final class Unlisted implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** Writes another object, and goes on if that fails. */
  static final class Swallowing implements Serializable {
    private static final long serialVersionUID = 1L;
    private final transient Object part;

    Swallowing(Object part) {
      this.part = part;
    }

    private void writeObject(ObjectOutputStream out) {
      try {
        out.writeObject(part);
      } catch (IOException | RuntimeException e) {
        assertThat(e).isNotNull();
      }
    }
  }

  /** Fails to write itself. */
  static final class Failing implements Serializable {
    private static final long serialVersionUID = 1L;
    private final transient Exception failure;

    Failing(Exception failure) {
      this.failure = failure;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
      if (failure instanceof IOException io) {
        throw io;
      }
      throw (RuntimeException) failure;
    }
  }

  /** Answers every call with 0. */
  static final class SerializableHandler implements InvocationHandler, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
      return 0;
    }
  }
}
