/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {
  private static final Pattern FORBIDDEN = Pattern.compile("[:{}*?\\[\\]\\\\,\\s\\p{Cntrl}]");

  static Stream<Arguments> escapes() {
    return Stream.of(
        Arguments.of("a:b", "a%3Ab"),
        Arguments.of("100%", "100%25"),
        Arguments.of("{x}", "%7Bx%7D"),
        Arguments.of("a*?[b]\\,", "a%2A%3F%5Bb%5D%5C%2C"),
        Arguments.of("a b", "a%20b"),
        Arguments.of("a\tb\n", "a%09b%0A"),
        Arguments.of("\u0000\u007f\u0085", "%00%7F%C2%85"),
        Arguments.of("\u00a0\u2003\u3000", "%C2%A0%E2%80%83%E3%80%80"),
        Arguments.of("$meta", "%24meta"),
        Arguments.of("a$b~c", "a$b~c"),
        Arguments.of("~i1", "%7Ei1"),
        Arguments.of("\ud83e", "%ED%A0%BE"),
        Arguments.of("\udd85\ud83e", "%ED%B6%85%ED%A0%BE"),
        Arguments.of("\ud83e\ud83e\udd85", "%ED%A0%BE🦅"));
  }

  @ParameterizedTest
  @MethodSource("escapes")
  void escape_specialCharacters_areEscapedAndComeBack(String text, String escaped) {
    assertThat(KeyText.escape(text)).isEqualTo(escaped);
    assertThat(KeyText.unescape(escaped)).isEqualTo(text);
    assertThat(KeyText.escapedBytes(text)).isEqualTo(escaped.getBytes(UTF_8).length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "uuid-456",
        "list",
        "Grüße",
        "鷹",
        "🦅",
        "a.b_c-d@e/f#g!h",
        "a$",
        "a~",
        "\uFFFF"
      })
  void escape_nothingSpecial_isTheSameInstance(String text) {
    assertThat(KeyText.escape(text)).isSameAs(text);
    assertThat(KeyText.escapeName(text)).isSameAs(text);
    assertThat(KeyText.unescape(text)).isSameAs(text);
  }

  @ParameterizedTest
  @CsvSource({
    "org_abc123:conversations, org_abc123:conversations",
    "plain, plain",
    "a:b:c, a:b:c",
    "$tenant:x, %24tenant:x",
    "org:$meta, org:%24meta",
    "org:~x, org:%7Ex",
    "or{g}:a*b, or%7Bg%7D:a%2Ab",
    "'a b', a%20b"
  })
  void escapeName_cacheName_keepsColons(String name, String escaped) {
    assertThat(KeyText.escapeName(name)).isEqualTo(escaped);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"%", "%4", "%4g", "%g4", "a%", "%%41", "%FF", "%C3", "%C3x", "%ED%A0", "%3a"})
  void unescape_malformed_isNull(String text) {
    assertThat(KeyText.unescape(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void escape_anyText_comesBackAsPureText(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 10_000; round++) {
      String text = KeySamples.text(random);
      String escaped = KeyText.escape(text);
      String description = "seed=" + seed + " round=" + round;
      assertThat(KeyText.unescape(escaped)).as(description).isEqualTo(text);
      assertThat(escaped).as(description).doesNotContainPattern(FORBIDDEN);
      byte[] bytes = escaped.getBytes(UTF_8);
      assertThat(new String(bytes, UTF_8)).as(description).isEqualTo(escaped);
      assertThat(KeyText.escapedBytes(text)).as(description).isEqualTo(bytes.length);
    }
  }

  @Test
  void isWellFormed_surrogates_onlyInPairs() {
    assertThat(KeyText.isWellFormed("a🦅b")).isTrue();
    assertThat(KeyText.isWellFormed("\ud83e")).isFalse();
    assertThat(KeyText.isWellFormed("\udd85")).isFalse();
    assertThat(KeyText.isWellFormed("\udd85\ud83e")).isFalse();
    assertThat(KeyText.isWellFormed("\ud83e\udd85\udd85")).isFalse();
  }
}
