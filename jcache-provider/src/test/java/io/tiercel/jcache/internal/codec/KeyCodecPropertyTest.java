/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.internal.codec.KeySamples.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every key, tried on random ones; a failure names the seed and the round. */
class KeyCodecPropertyTest {
  private static final int ROUNDS = 6_000;
  private static final Pattern FORBIDDEN = Pattern.compile("[:{}*?\\[\\]\\\\\\s\\p{Cntrl}]|^\\$");
  private static final ValueCodecs CODECS =
      new ValueCodecs(KeyCodecPropertyTest.class.getClassLoader(), KeySamples.LIST);

  static Stream<Arguments> keysByType() {
    return Stream.of(
        keys(Object.class, random -> KeySamples.key(random, 3)),
        keys(Object.class, random -> KeySamples.key(random, 0)),
        keys(String.class, KeySamples::text),
        keys(Comparable.class, KeyCodecPropertyTest::comparable),
        keys(Number.class, KeyCodecPropertyTest::number),
        keys(Long.class, random -> (long) random.nextInt() * random.nextInt(3)),
        keys(Integer.class, Random::nextInt),
        keys(Short.class, random -> (short) random.nextInt()),
        keys(Byte.class, random -> (byte) random.nextInt()),
        keys(Character.class, random -> (char) random.nextInt()),
        keys(Boolean.class, Random::nextBoolean),
        keys(UUID.class, random -> new UUID(random.nextLong(), random.nextLong())),
        keys(Status.class, KeySamples::status),
        keys(Double.class, random -> Double.longBitsToDouble(random.nextLong())),
        keys(Float.class, random -> Float.intBitsToFloat(random.nextInt())));
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("keysByType")
  void id_anyKey_keepsThePromises(Class<?> declared, Function<Random, Object> keys) {
    KeyCodec codec = new KeyCodec(declared, CODECS);
    long seed = 42;
    Random random = new Random(seed);
    Map<String, Object> keyById = new HashMap<>();
    Map<Object, String> idByKey = new HashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      Object key = keys.apply(random);
      String description = "seed=" + seed + " round=" + round + " key=" + key;
      Object canonical = codec.canonical(key);
      String id = codec.id(canonical);

      assertThat(keyById.getOrDefault(id, key))
          .as("one key for an id: " + description)
          .isEqualTo(key);
      assertThat(idByKey.getOrDefault(key, id))
          .as("one id for a key: " + description)
          .isEqualTo(id);
      keyById.put(id, key);
      idByKey.put(key, id);

      Object copy = codec.canonical(KeySamples.copy(key, random));
      assertThat(copy)
          .as("equal: " + description)
          .isEqualTo(canonical)
          .hasSameHashCodeAs(canonical);
      assertThat(codec.id(copy)).as("equal: " + description).isEqualTo(id);

      assertThat(codec.canonicalOf(id)).as("back: " + description).isEqualTo(canonical);
      Object back = codec.keyOf(canonical);
      assertThat(codec.canonical(requireNonNull(back, description)))
          .as("key: " + description)
          .isEqualTo(canonical);
      if (!textOf(canonical).contains("~t")) {
        assertThat(back).as("key: " + description).isEqualTo(key);
      }
      Object backOfId = codec.keyOf(codec.canonicalOf(id));
      assertThat(backOfId == null).as("hash: " + description).isEqualTo(id.startsWith("~h"));

      assertThat(id).as(description).doesNotContainPattern(FORBIDDEN);
      assertThat(id.getBytes(UTF_8)).as(description).hasSizeLessThanOrEqualTo(512);
    }
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("keysByType")
  void canonicalOf_anyText_hasThatTextAsItsId(Class<?> declared, Function<Random, Object> keys) {
    KeyCodec codec = new KeyCodec(declared, CODECS);
    long seed = 43;
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      String text =
          round % 2 == 0
              ? KeySamples.text(random)
              : changed(codec.id(codec.canonical(keys.apply(random))), random);
      String description = "seed=" + seed + " round=" + round + " text=" + text;
      Object canonical = codec.canonicalOf(text);
      assertThat(codec.id(canonical)).as(description).isEqualTo(text);
      Object key = codec.keyOf(codec.canonicalOf(text));
      if (key != null) {
        assertThat(codec.canonical(key)).as(description).isEqualTo(canonical);
      }
    }
  }

  /** Returns what tells a key, also where its id is a hash. */
  private static String textOf(Object canonical) {
    String text = canonical instanceof EncodedKey encoded ? encoded.text() : null;
    return text == null ? canonical.toString() : text;
  }

  private static Arguments keys(Class<?> declared, Function<Random, Object> keys) {
    return Arguments.of(declared, keys);
  }

  private static Object comparable(Random random) {
    Object key = KeySamples.key(random, 0);
    return key instanceof Comparable<?> ? key : KeySamples.text(random);
  }

  private static Object number(Random random) {
    Object key = KeySamples.key(random, 0);
    return key instanceof Number ? key : random.nextInt(4);
  }

  private static String changed(String id, Random random) {
    List<String> pieces = List.of("", "~", ",", "%41", "0", "a", "~,", "~i1", ",~a", "-", ".");
    int at = random.nextInt(id.length() + 1);
    int end = Math.min(id.length(), at + random.nextInt(3));
    return id.substring(0, at) + pieces.get(random.nextInt(pieces.size())) + id.substring(end);
  }
}
