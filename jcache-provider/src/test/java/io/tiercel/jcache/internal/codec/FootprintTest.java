/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is large is known to be large, however it is wrapped. */
final class FootprintTest {
  private static final int LARGE = 10_000;
  private static final String TEXT = "x".repeat(LARGE);

  /** A value that holds others. */
  record Holder(long number, @Nullable Object content) {}

  static List<Object> largeObjects() {
    return List.of(
        TEXT,
        "ж".repeat(LARGE / 2),
        new byte[LARGE],
        BigInteger.ONE.shiftLeft(Byte.SIZE * LARGE),
        new BigDecimal(BigInteger.TEN.pow(2 * LARGE)),
        URI.create("http://localhost/" + TEXT),
        new EncodedKey(TEXT),
        new Holder(1, TEXT),
        new Holder(1, new Holder(2, TEXT)));
  }

  @ParameterizedTest
  @MethodSource("largeObjects")
  void of_largeObject_isItsSize(Object object) {
    assertThat(Footprint.of(object)).isBetween(LARGE, 2 * LARGE + 1000);
  }

  @Test
  void of_smallObjects_isLittle() {
    assertThat(List.of("a", 1, 2L, UUID.randomUUID(), new Holder(1, null)))
        .allMatch(object -> Footprint.of(object) >= 64 && Footprint.of(object) <= 128);
    assertThat(Footprint.of((Object) null)).isZero();
  }

  @Test
  void of_recordsBeyondCounting_ends() {
    Object nested = TEXT;
    for (int depth = 0; depth < 1000; depth++) {
      nested = new Holder(depth, nested);
    }
    assertThat(Footprint.of(nested)).isBetween(128, LARGE);
  }
}
