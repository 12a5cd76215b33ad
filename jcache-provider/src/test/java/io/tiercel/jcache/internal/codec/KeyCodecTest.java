/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiercel.jcache.internal.codec.KeySamples.Identifier;
import io.tiercel.jcache.internal.codec.KeySamples.Pair;
import io.tiercel.jcache.internal.codec.KeySamples.Parts;
import io.tiercel.jcache.internal.codec.KeySamples.Single;
import io.tiercel.jcache.internal.codec.KeySamples.Status;
import io.tiercel.jcache.spi.CompositeKey;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyCodecTest {
  private static final ValueCodecs CODECS =
      new ValueCodecs(KeyCodecTest.class.getClassLoader(), KeySamples.LIST);
  private static final KeyCodec OPEN = new KeyCodec(Object.class, CODECS);
  private static final UUID ID = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");

  /** The ids of released versions: a change of any line makes every such entry unfindable. */
  static Stream<Arguments> undeclaredIds() {
    String samples = "io.tiercel.jcache.internal.codec.KeySamples$";
    return Stream.of(
        Arguments.of("uuid-456", "uuid-456"),
        Arguments.of("", ""),
        Arguments.of("42", "42"),
        Arguments.of("~i42", "%7Ei42"),
        Arguments.of("$meta", "%24meta"),
        Arguments.of(42, "~i42"),
        Arguments.of(42L, "~l42"),
        Arguments.of(-42L, "~l-42"),
        Arguments.of((short) 42, "~w42"),
        Arguments.of((byte) 42, "~b42"),
        Arguments.of('4', "~c4"),
        Arguments.of(':', "~c%3A"),
        Arguments.of(true, "~ztrue"),
        Arguments.of(ID, "~u123e4567-e89b-12d3-a456-426614174000"),
        Arguments.of(1.5, "~d0x1.8p0"),
        Arguments.of(0.0, "~d0x0.0p0"),
        Arguments.of(-0.0, "~d-0x0.0p0"),
        Arguments.of(Double.NaN, "~dNaN"),
        Arguments.of(2.2250738585072014E-308, "~d0x1.0p-1022"),
        Arguments.of(1.5f, "~f0x1.8p0"),
        Arguments.of(BigInteger.TWO.pow(70), "~n1180591620717411303424"),
        Arguments.of(new BigDecimal("1.0"), "~m1.0"),
        Arguments.of(new BigDecimal("1.00"), "~m1.00"),
        Arguments.of(new BigDecimal("1E+3"), "~m1E+3"),
        Arguments.of(LocalDate.of(2026, 11, 23), "~y2026-11-23"),
        Arguments.of(Instant.parse("2026-11-23T10:00:00Z"), "~x2026-11-23T10%3A00%3A00Z"),
        Arguments.of(Status.OPEN, "~e" + samples + "Status,OPEN"),
        Arguments.of(Status.$ODD, "~e" + samples + "Status,%24ODD"),
        Arguments.of(Status.CLOSED, "~e" + samples + "Status,CLOSED"),
        Arguments.of(Parts.of("list", 2, "open"), "~t,list,~i2,open"),
        Arguments.of(Parts.of("list", List.of("x", "y"), "a,b"), "~t,list,~a,x,y,~,a%2Cb"),
        Arguments.of(Parts.of("list", null), "~t,list,~0"),
        Arguments.of(Parts.of("uuid-456"), "uuid-456"),
        Arguments.of(Parts.of(Parts.of(7L)), "~l7"),
        Arguments.of(Parts.of((Object) null), "~0"),
        Arguments.of(List.of(), "~a"),
        Arguments.of(List.of(""), "~a,"),
        Arguments.of(List.of(List.of(List.of())), "~a,~a,~a,~,~"),
        Arguments.of(Set.of("b", "a", 1), "~o,a,b,~i1"),
        Arguments.of(Map.of("b", 1, "a", 2), "~p,a,~i2,b,~i1"),
        Arguments.of(new Pair("a", 1), "~r" + samples + "Pair,a,~i1"),
        Arguments.of(
            YearMonth.of(2026, 11), "~srO0ABXNyAA1qYXZhLnRpbWUuU2VylV2EuhsiSLIMAAB4cHcGDAAAB-oLeA"),
        Arguments.of("x".repeat(512), "x".repeat(512)),
        Arguments.of("x".repeat(513), "~hNa3gCQ5k501q0EIEAJwjpONLgr3w9PMX-8xfJvmxAkE"),
        Arguments.of(":".repeat(171), "~hEfVCNEdiVbKUdVasXMQ7yDrXcYp4qPyS0nVyMO15oAw"),
        Arguments.of("鷹".repeat(170), "鷹".repeat(170)),
        Arguments.of("鷹".repeat(171), "~hsk66Z6vMr8KDIpl-EHD6CnGIAvrwCIqLwd4kIrQYJ14"));
  }

  @ParameterizedTest
  @MethodSource("undeclaredIds")
  void id_undeclaredKey_isTheReleasedText(Object key, String id) {
    assertThat(OPEN.id(OPEN.canonical(key))).isEqualTo(id);
  }

  static Stream<Arguments> declaredIds() {
    return Stream.of(
        Arguments.of(String.class, "uuid-456", "uuid-456"),
        Arguments.of(String.class, "~l42", "%7El42"),
        Arguments.of(Long.class, 42L, "42"),
        Arguments.of(Integer.class, -42, "-42"),
        Arguments.of(Short.class, (short) 42, "42"),
        Arguments.of(Byte.class, (byte) 42, "42"),
        Arguments.of(Character.class, '$', "%24"),
        Arguments.of(Character.class, '\ud83e', "%ED%A0%BE"),
        Arguments.of(Boolean.class, false, "false"),
        Arguments.of(UUID.class, ID, ID.toString()),
        Arguments.of(Status.class, Status.CLOSED, "CLOSED"),
        Arguments.of(Status.class, Status.$ODD, "%24ODD"),
        Arguments.of(Number.class, 42L, "~l42"),
        Arguments.of(Serializable.class, "42", "42"),
        Arguments.of(Serializable.class, 42, "~i42"),
        Arguments.of(Comparable.class, ID, "~u" + ID),
        Arguments.of(Double.class, 1.5, "~d0x1.8p0"),
        Arguments.of(BigDecimal.class, BigDecimal.TEN, "~m10"),
        Arguments.of(List.class, List.of(1), "~a,~i1"),
        Arguments.of(Parts.class, Parts.of("a"), "a"),
        Arguments.of(Long.class, Parts.of(42L), "42"));
  }

  @ParameterizedTest
  @MethodSource("declaredIds")
  void id_declaredKey_isTheReleasedText(Class<?> declared, Object key, String id) {
    KeyCodec codec = new KeyCodec(declared, CODECS);
    Object canonical = codec.canonical(key);
    assertThat(codec.id(canonical)).isEqualTo(id);
    assertThat(codec.canonicalOf(id)).isEqualTo(canonical);
  }

  @Test
  void canonical_scalars_areThemselves() {
    for (Object key : List.of("a:b", 1, 2L, (short) 3, (byte) 4, '5', true, ID, "x".repeat(512))) {
      assertThat(OPEN.canonical(key)).isSameAs(key);
      assertThat(OPEN.canonical(Parts.of(key))).isSameAs(key);
    }
    assertThat(new KeyCodec(Status.class, CODECS).canonical(Status.OPEN)).isSameAs(Status.OPEN);
    assertThat(OPEN.canonical(Status.OPEN)).isInstanceOf(EncodedKey.class);
    assertThat(OPEN.canonical(1.5)).isEqualTo(new EncodedKey("~d0x1.8p0"));
  }

  @Test
  void id_stringWithoutSpecialCharacters_isTheSameInstance() {
    String key = "uuid-456";
    assertThat(OPEN.id(OPEN.canonical(key))).isSameAs(key);
  }

  @Test
  void id_equalKeysOfOtherClasses_isOne() {
    List<Integer> list = List.of(1, 2);
    assertSameId(list, new ArrayList<>(list), Arrays.asList(1, 2), List.of(1, 2, 3).subList(0, 2));
    assertSameId(
        Set.of("a", "b"), new TreeSet<>(List.of("b", "a")), new LinkedHashSet<>(List.of("b", "a")));
    Map<String, Integer> map = new LinkedHashMap<>();
    map.put("b", 1);
    map.put("a", 2);
    assertSameId(map, Map.of("a", 2, "b", 1), new TreeMap<>(map));
    assertSameId(Parts.of("a", 1), new Parts(List.of("a", 1)));
    Identifier identifier = new Identifier("a", 200);
    assertSameId(identifier, identifier.copy());
  }

  @Test
  void id_differentKeysOfOneText_differ() {
    List<Object> keys =
        List.of(
            "42",
            42,
            42L,
            (short) 42,
            (byte) 42,
            42.0,
            42f,
            BigInteger.valueOf(42),
            BigDecimal.valueOf(42),
            List.of("42"),
            Set.of("42"),
            List.of(42),
            Parts.of("42", "42"),
            List.of("42", "42"),
            List.of("42,42"),
            new Single("42"),
            0.0,
            -0.0,
            new BigDecimal("1.0"),
            new BigDecimal("1.00"),
            List.of(List.of("a"), "b"),
            List.of(List.of("a", "b")),
            List.of(),
            List.of(""),
            List.of("~"),
            Map.of("a", "b"),
            Set.of("a", "b"),
            Map.of(),
            Set.of());
    assertThat(keys.stream().map(key -> OPEN.id(OPEN.canonical(key)))).doesNotHaveDuplicates();
  }

  @Test
  void keyOf_whatTheTextHolds_isAnEqualKey() {
    for (Object key :
        List.of(
            "a:b",
            1,
            2.5,
            Status.CLOSED,
            BigDecimal.ONE,
            List.of(1, List.of("a,b"), Set.of(2L)),
            Arrays.asList(null, "null"),
            Map.of("k", List.of(), "l", Map.of()),
            new Pair(new Single(null), 2),
            new Identifier("i", 1),
            YearMonth.of(2026, 1))) {
      Object canonical = OPEN.canonical(key);
      assertThat(OPEN.keyOf(canonical)).isEqualTo(key);
    }
    assertThat(new KeyCodec(Status.class, CODECS).keyOf(Status.CLOSED)).isSameAs(Status.CLOSED);
  }

  @Test
  void keyOf_whatStandsUnderAHash_isReadFromItsText() {
    String text = "x:~,".repeat(200);
    EncodedKey canonical = (EncodedKey) OPEN.canonical(text);
    assertThat(canonical.id()).startsWith("~h");
    assertThat(OPEN.keyOf(canonical)).isEqualTo(text);
    EncodedKey forged = new EncodedKey(canonical.id(), "another");
    assertThat(forged).isEqualTo(canonical).hasSameHashCodeAs(canonical);
    assertThat(OPEN.keyOf(forged)).isNull();
  }

  @Test
  void keyOf_compositeKey_isOneOfTheSameParts() {
    Object canonical = OPEN.canonical(Parts.of("a", Parts.of(1, List.of("b")), 2.5));
    Object key = OPEN.keyOf(canonical);
    assertThat(key).isInstanceOf(CompositeKey.class);
    assertThat(OPEN.canonical(requireNonNull(key))).isEqualTo(canonical);
  }

  @Test
  void keyOf_whatTheTextDoesNotHold_isNull() {
    String hash = OPEN.id(OPEN.canonical("x".repeat(600)));
    assertThat(OPEN.keyOf(OPEN.canonicalOf(hash))).isNull();
    assertThat(new KeyCodec(Parts.class, CODECS).keyOf("a")).isNull();
    assertThat(new KeyCodec(Number.class, CODECS).keyOf("a")).isNull();
    String identifier = OPEN.id(OPEN.canonical(new Identifier("i", 1)));
    KeyCodec strict =
        new KeyCodec(
            Object.class,
            new ValueCodecs(KeyCodecTest.class.getClassLoader(), AllowList.of(List.of())));
    for (String id :
        List.of(
            identifier,
            OPEN.id(OPEN.canonical(Status.OPEN)),
            OPEN.id(OPEN.canonical(new Single(1))))) {
      assertThat(strict.keyOf(strict.canonicalOf(id))).as(id).isNull();
      assertThat(strict.canonicalOf(id)).isEqualTo(new EncodedKey(id));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%",
        "%41",
        "%zz",
        "~",
        "~i",
        "~i042",
        "~i+1",
        "~i1,",
        "~l99999999999999999999",
        "~u1-1-1-1-1",
        "~zTRUE",
        "~c",
        "~cab",
        "~d1.5",
        "~a,~",
        "~a,~,~",
        "~a,x,~",
        "~o,b,a",
        "~o,a,a",
        "~p,a",
        "~q1",
        "~s",
        "~sAAAA",
        "~srO0ABXA",
        "~h",
        "~hxyz",
        "~t",
        "~t,a",
        "~0",
        "~ex",
        "~ejava.lang.Thread$State,NEW",
        "~rjava.lang.Object",
        "~r",
        "$meta",
        "a:b",
        "a b",
        "a\u0000",
        "\ud83e",
        "~y2026-13-01",
        "~~",
        ","
      })
  void canonicalOf_textOfNoKey_isAnEncodedKeyOfIt(String id) {
    for (Class<?> declared : List.of(Object.class, String.class, Long.class, Status.class)) {
      KeyCodec codec = new KeyCodec(declared, CODECS);
      assertThat(codec.canonicalOf(id)).isEqualTo(new EncodedKey(id));
      assertThat(codec.id(codec.canonicalOf(id))).isEqualTo(id);
      assertThat(codec.keyOf(codec.canonicalOf(id))).isNull();
    }
  }

  @Test
  void canonical_otherThanDeclared_isAClassCastException() {
    assertThatThrownBy(() -> new KeyCodec(Long.class, CODECS).canonical("42"))
        .isInstanceOf(ClassCastException.class)
        .hasMessageContaining("TIERCEL-2120 key of java.lang.String")
        .hasMessageContaining("key-type=java.lang.Long");
    assertThatThrownBy(() -> new KeyCodec(String.class, CODECS).canonical(Parts.of("a", "b")))
        .isInstanceOf(ClassCastException.class);
    assertThatThrownBy(() -> OPEN.canonical(nothing()))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("key");
  }

  @Test
  void canonical_array_isRefusedWithARemedy() {
    for (Object key : List.of(new byte[1], new String[0], new int[1][1])) {
      for (Object holder : List.of(key, List.of(key), Parts.of("a", key), new Single(key))) {
        assertThatThrownBy(() -> OPEN.canonical(holder))
            .isInstanceOf(CacheException.class)
            .hasMessageContaining("TIERCEL-2121 key of " + key.getClass().getTypeName())
            .hasMessageContaining("pass a List");
      }
    }
  }

  @Test
  void canonical_classOutsideTheList_isRefusedWithTheLineToAdd() {
    KeyCodec strict =
        new KeyCodec(
            Object.class,
            new ValueCodecs(KeyCodecTest.class.getClassLoader(), AllowList.of(List.of())));
    for (Object key : List.of(new Identifier("a", 1), Status.CLOSED, new Single(1))) {
      Class<?> type = key instanceof Status ? Status.class : key.getClass();
      for (Object holder : List.of(key, List.of(key), Parts.of("a", key))) {
        assertThatThrownBy(() -> strict.canonical(holder))
            .isInstanceOf(CacheException.class)
            .hasMessageContaining("TIERCEL-2102 key of " + type.getName())
            .hasMessageContaining("tiercel.codec.allow = \"" + type.getName() + "\"");
      }
    }
  }

  @Test
  void canonical_notSerializable_isRefused() {
    assertThatThrownBy(() -> OPEN.canonical(List.of(new Object())))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("TIERCEL-2103 key of java.lang.Object");
  }

  @Test
  void canonical_holdsItself_isRefused() {
    List<Object> list = new ArrayList<>();
    list.add(list);
    assertThatThrownBy(() -> OPEN.canonical(list))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("TIERCEL-2123 ");
    List<Object> parts = new ArrayList<>();
    Parts itself = new Parts(parts);
    parts.add(itself);
    assertThatThrownBy(() -> OPEN.canonical(itself))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("TIERCEL-2123 ");
  }

  @Test
  void canonical_compositeWithoutParts_isRefused() {
    assertThatThrownBy(() -> OPEN.canonical(new Parts(List.of())))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("TIERCEL-2122 key of " + Parts.class.getName());
  }

  @SuppressWarnings("NullAway") // what a careless caller passes
  private static Object nothing() {
    return null;
  }

  private static void assertSameId(Object... keys) {
    assertThat(keys)
        .extracting(key -> OPEN.id(OPEN.canonical(key)))
        .containsOnly(OPEN.id(OPEN.canonical(keys[0])));
  }
}
