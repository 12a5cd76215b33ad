/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A class whose values have a text of one part. {@link KeyCodec} has the table of all.
 *
 * @param tag the letter behind the tilde
 * @param type the class, exactly, or an enum
 * @param canonical whether the near tier keeps the value itself as its key
 * @param writer value to text, without escapes; different values have different texts
 * @param reader text to value; may accept more than the writer makes
 */
record KeyScalar<T>(
    char tag,
    Class<T> type,
    boolean canonical,
    Function<T, String> writer,
    Function<String, T> reader) {

  private static final List<KeyScalar<?>> ALL =
      List.of(
          new KeyScalar<>('b', Byte.class, true, Object::toString, Byte::valueOf),
          new KeyScalar<>('w', Short.class, true, Object::toString, Short::valueOf),
          new KeyScalar<>('i', Integer.class, true, Object::toString, Integer::valueOf),
          new KeyScalar<>('l', Long.class, true, Object::toString, Long::valueOf),
          new KeyScalar<>('c', Character.class, true, Object::toString, KeyScalar::onlyCharacter),
          new KeyScalar<>('z', Boolean.class, true, Object::toString, Boolean::valueOf),
          new KeyScalar<>('u', UUID.class, true, Object::toString, UUID::fromString),
          // The hexadecimal form is exact; the decimal one differs between JDK 17 and 19.
          new KeyScalar<>('f', Float.class, false, Float::toHexString, Float::valueOf),
          new KeyScalar<>('d', Double.class, false, Double::toHexString, Double::valueOf),
          new KeyScalar<>('n', BigInteger.class, false, Object::toString, BigInteger::new),
          new KeyScalar<>('m', BigDecimal.class, false, Object::toString, BigDecimal::new),
          new KeyScalar<>('y', LocalDate.class, false, Object::toString, LocalDate::parse),
          new KeyScalar<>('x', Instant.class, false, Object::toString, Instant::parse));

  private static final Map<Class<?>, KeyScalar<?>> BY_TYPE =
      ALL.stream().collect(Collectors.toUnmodifiableMap(KeyScalar::type, scalar -> scalar));
  private static final Map<Character, KeyScalar<?>> BY_TAG =
      ALL.stream().collect(Collectors.toUnmodifiableMap(KeyScalar::tag, scalar -> scalar));

  /** Returns the scalar of exactly this class, or null if it is none. */
  static @Nullable KeyScalar<?> ofType(Class<?> type) {
    return BY_TYPE.get(type);
  }

  /** Returns the scalar with this tag, or null if there is none. */
  static @Nullable KeyScalar<?> ofTag(char tag) {
    return BY_TAG.get(tag);
  }

  /**
   * Returns the scalar whose texts need no tag in a cache whose keys are declared to be of this
   * type: an enum, or a scalar that the near tier keeps as it is; null for any other type.
   */
  static @Nullable KeyScalar<?> plainFor(Class<?> declared) {
    if (declared.isEnum()) {
      return new KeyScalar<>(
          'e', Object.class, true, KeyScalar::constantName, name -> constant(declared, name));
    }
    KeyScalar<?> scalar = BY_TYPE.get(declared);
    return scalar != null && scalar.canonical() ? scalar : null;
  }

  /** Returns the text of a value of this scalar's class, with escapes, without the tag. */
  String text(Object value) {
    return KeyText.escape(writer.apply(type.cast(value)));
  }

  /** Returns the text with its tag. */
  String tagged(Object value) {
    return "~" + tag + text(value);
  }

  /**
   * Returns the value of a text without its tag.
   *
   * @throws RuntimeException if it is malformed
   */
  T parse(String text) {
    String unescaped = KeyText.unescape(text);
    if (unescaped == null) {
      throw new IllegalArgumentException("malformed escape");
    }
    return reader.apply(unescaped);
  }

  private static Character onlyCharacter(String text) {
    if (text.length() != 1) {
      throw new IllegalArgumentException("not one character");
    }
    return text.charAt(0);
  }

  private static String constantName(Object constant) {
    return ((Enum<?>) constant).name();
  }

  private static Object constant(Class<?> enumType, String name) {
    return Arrays.stream(enumType.getEnumConstants())
        .filter(constant -> constantName(constant).equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such constant"));
  }
}
