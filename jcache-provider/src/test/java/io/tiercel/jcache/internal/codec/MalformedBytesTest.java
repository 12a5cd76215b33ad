/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static io.tiercel.jcache.internal.codec.HostileBytes.CODECS;
import static io.tiercel.jcache.internal.codec.HostileBytes.assertUndecodable;
import static io.tiercel.jcache.internal.codec.HostileBytes.outcomeOf;
import static io.tiercel.jcache.internal.codec.HostileBytes.stream;
import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.MALFORMED;
import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.UNKNOWN_CODEC;
import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.UNKNOWN_SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.internal.codec.HostileBytes.Link;
import io.tiercel.jcache.internal.codec.HostileBytes.Planted;
import io.tiercel.jcache.internal.codec.HostileBytes.Point;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that no codec wrote: cut, changed or made up. */
final class MalformedBytesTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 22, 100, 255})
  void decode_unknownCodec_says(int codec) {
    assertUndecodable(new EncodedValue(codec, 1, new byte[] {1}), UNKNOWN_CODEC, "codec=" + codec);
  }

  @Test
  void decode_wrongSchema_says() {
    for (int codec = 1; codec <= 18; codec++) {
      for (int schema : new int[] {0, 2, 31, 0xC1}) {
        EncodedValue value = new EncodedValue(codec, schema, new byte[] {1});
        assertUndecodable(value, UNKNOWN_SCHEMA, "schema=" + schema);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2, ff",
    "2, c3",
    "2, eda080",
    "2, 61c080",
    "3, 00",
    "3, 610061",
    "4, 02",
    "4, ff",
    "4, ''",
    "4, 0101",
    "5, ''",
    "5, 0000",
    "6, 00",
    "7, 000000",
    "8, 000000",
    "9, 00000000",
    "10, 000000",
    "11, 00000000000000",
    "12, 00",
    "14, ''",
    "15, 000000",
    "15, 00000000",
    "16, 0000000000000000",
    "16, 00000000000000003b9aca00",
    "16, 0000000000000000ffffffff",
    "16, 7fffffffffffffff00000000",
    "17, 000007ea0d01",
    "17, 000007ea021e",
    "17, 7fffffff0101",
    "17, 000007ea0b",
    "18, 000007ea0b174fffffffffffffff",
    "18, 000007ea0b17ffffffffffffffff",
    "1, ''",
    "1, aced",
    "1, aced0005",
    "1, aced0006",
    "1, aced000570",
    "1, aced000579",
    "1, aced0005740001617000"
  })
  void decode_malformedBytes_says(int codec, String hex) {
    byte[] payload = HexFormat.of().parseHex(hex);
    assertUndecodable(new EncodedValue(codec, 1, payload), MALFORMED, "TIERCEL-211");
  }

  static Stream<Object> samples() {
    return Stream.of(
        "some text",
        "text\uD800",
        true,
        (byte) 1,
        (short) 2,
        'c',
        3,
        4L,
        1.5f,
        2.5d,
        new UUID(1, 2),
        new BigInteger("123456789012345678901234567890"),
        new BigDecimal("12.50"),
        Instant.ofEpochSecond(1, 2),
        LocalDate.of(2026, 1, 2),
        LocalDateTime.of(2026, 1, 2, 3, 4),
        new Point(1, "p"),
        new Link(new Link("end")),
        new ArrayList<>(List.of(1, 2, new Point(3, "q"))),
        List.of("a", "b", "c"),
        new HashMap<>(Map.of("k", new ArrayDeque<>(List.of(1, 2)))),
        new TreeMap<>(Map.of("k", BitSet.valueOf(new long[] {7}))),
        new LinkedHashSet<>(List.of("x", ZonedDateTime.parse("2026-11-23T10:00:00Z"))),
        new IllegalStateException("remembered"));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void decode_truncatedAnywhere_isUndecodable(Object sample) {
    EncodedValue whole = CODECS.encode(sample);
    boolean anyLength = List.of(2, 3, 14, 15).contains(whole.codec());
    for (int length = 0; length < whole.payload().length; length++) {
      byte[] part = Arrays.copyOf(whole.payload(), length);
      Object outcome = outcomeOf(new EncodedValue(whole.codec(), 1, part), "length=" + length);
      // A shorter text or number is still one.
      if (!anyLength) {
        assertThat(outcome).as("length=%d", length).isInstanceOf(UndecodableValueException.class);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void decode_bytesChanged_isAValueOrUndecodable(Object sample) {
    EncodedValue whole = CODECS.encode(sample);
    long seed = 20_261_123;
    Random random = new Random(seed);
    for (int round = 0; round < 600; round++) {
      byte[] payload = whole.payload().clone();
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        payload[random.nextInt(payload.length)] = (byte) random.nextInt();
      }
      outcomeOf(new EncodedValue(whole.codec(), 1, payload), "seed=" + seed + " round=" + round);
    }
    assertThat(Planted.RUNS).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void decode_randomBytes_isAValueOrUndecodable(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 3000; round++) {
      byte[] payload = new byte[random.nextInt(64)];
      random.nextBytes(payload);
      int codec = random.nextInt(24);
      Object outcome =
          outcomeOf(new EncodedValue(codec, 1, payload), "seed=" + seed + " round=" + round);
      if (codec <= 1 || codec > 18) {
        assertThat(outcome).isInstanceOf(UndecodableValueException.class);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void decode_randomBytesBehindAStreamHeader_isAValueOrUndecodable(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 3000; round++) {
      byte[] payload = new byte[5 + random.nextInt(64)];
      random.nextBytes(payload);
      System.arraycopy(HexFormat.of().parseHex("aced0005"), 0, payload, 0, 4);
      payload[4] = (byte) (0x70 + random.nextInt(0x0f));
      outcomeOf(new EncodedValue(1, 1, payload), "seed=" + seed + " round=" + round);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 2, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void decode_wrongLengthOfTheKey_isMalformed(int length) {
    byte[] payload = ByteBuffer.allocate(5).putInt(length).array();
    assertUndecodable(new EncodedValue(2, 0x21, payload), MALFORMED, "bytes=5");
    assertUndecodable(new EncodedValue(2, 0x21, new byte[3]), MALFORMED, "bytes=3");
  }

  @Test
  void decode_trailingBytes_isMalformed() throws IOException {
    byte[] payload = stream(new Point(1, "p"));
    EncodedValue value = new EncodedValue(1, 1, Arrays.copyOf(payload, payload.length + 1));
    assertUndecodable(value, MALFORMED, "bytes-left=1");
  }
}
