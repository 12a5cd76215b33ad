/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.config.HashTag;
import io.tiercel.jcache.internal.tier.CacheAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Epochs as read, as summed, and as told to the scripts. */
final class EpochsTest {
  private static final RedisKeys TENANTS =
      new RedisKeys(CacheAddress.of("org_1:contacts", "v1"), "", HashTag.NONE);
  private static final RedisKeys PLAIN =
      new RedisKeys(CacheAddress.of("countries", "v1"), "", HashTag.NONE);

  @Test
  void of_bothThere_isKnown() {
    assertThat(of(TENANTS, "1700000000000001", "42"))
        .isEqualTo(new Epochs(1_700_000_000_000_001L, 42, true));
    assertThat(of(PLAIN, "7", null)).isEqualTo(new Epochs(7, 0, true));
  }

  @Test
  void of_oneMissing_isNotKnown() {
    assertThat(of(TENANTS, null, "42").known()).isFalse();
    assertThat(of(TENANTS, "42", null).known()).isFalse();
    assertThat(of(PLAIN, null, null).known()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "+1", "1.5", "abc", "1 ", "99999999999999999999"})
  void of_noNumber_isMissing(String text) {
    assertThat(of(TENANTS, text, "42")).isEqualTo(new Epochs(0, 42, false));
    assertThat(of(TENANTS, "42", text)).isEqualTo(new Epochs(42, 0, false));
  }

  @Test
  void sum_isModuloTwoToThe32() {
    assertThat(new Epochs(0xFFFF_FFFFL, 3, true).sum()).isEqualTo(2);
    assertThat(new Epochs((5L << 32) + 1, (7L << 32) + 1, true).sum()).isEqualTo(2);
  }

  private static Epochs of(RedisKeys keys, @Nullable String own, @Nullable String tenant) {
    Map<String, byte[]> found = new HashMap<>();
    if (own != null) {
      found.put(keys.epoch(), own.getBytes(US_ASCII));
    }
    if (tenant != null) {
      found.put(keys.epochs().get(1), tenant.getBytes(US_ASCII));
    }
    return Epochs.of(keys, found);
  }
}
