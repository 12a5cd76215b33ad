/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.internal.codec.EncodedValue;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The 24 bytes, to the bit: other versions read them. */
final class EntryHeaderTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final String STORED =
      "f5"
          + "28"
          + "c8"
          + "23"
          + "fffffffe"
          + "8102030405060708"
          + "010203040506"
          + "abcd"
          + "7631";
  private static final EncodedValue VALUE = new EncodedValue(0xc8, 0x23, new byte[] {0x76, 0x31});

  @Test
  void of_storedBytes_readsEachField() {
    EntryHeader header = requireNonNull(EntryHeader.of(HEX.parseHex(STORED)));
    assertThat(header)
        .isEqualTo(
            new EntryHeader(
                EntryHeader.SLIDING + EntryHeader.LEASE,
                0xc8,
                0x23,
                -2,
                0x8102030405060708L,
                0x010203040506L));
    assertThat(header.value(HEX.parseHex(STORED))).isEqualTo(VALUE);
  }

  @Test
  void parts_putTogether_areWhatIsRead() {
    String bytes =
        HEX.formatHex(EntryHeader.head(0x28, VALUE))
            + "fffffffe"
            + HEX.formatHex(EntryHeader.stampBytes(0x8102030405060708L))
            + HEX.formatHex(EntryHeader.deadlineBytes(0x010203040506L))
            + HEX.formatHex(EntryHeader.tail(null, VALUE.payload()));
    assertThat(bytes).isEqualTo(STORED.replace("abcd", "0000"));
  }

  @Test
  void head_markedSchema_hasTheFlagsToo() {
    EncodedValue marked = new EncodedValue(1, 0xc1, new byte[0]);
    assertThat(HEX.formatHex(EntryHeader.head(EntryHeader.SLIDING, marked))).isEqualTo("f50d01c1");
    EncodedValue compressed = new EncodedValue(1, 0x81, new byte[0]);
    assertThat(HEX.formatHex(EntryHeader.head(0, compressed))).isEqualTo("f5010181");
  }

  @Test
  void comparable_value_isCodecSchemaAndPayload() {
    assertThat(HEX.formatHex(EntryHeader.comparable(VALUE))).isEqualTo("c8237631");
  }

  @Test
  void of_headerAlone_hasAnEmptyValue() {
    byte[] stored = Arrays.copyOf(HEX.parseHex(STORED), EntryHeader.LENGTH);
    assertThat(requireNonNull(EntryHeader.of(stored)).value(stored).payload()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 23})
  void of_fewerBytesThanAHeader_isNone(int length) {
    assertThat(EntryHeader.of(Arrays.copyOf(HEX.parseHex(STORED), length))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "7b", "ac", "f4", "ff"})
  void of_anotherFirstByte_isNone(String first) {
    assertThat(EntryHeader.of(HEX.parseHex(first + STORED.substring(2)))).isNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 1_700_000_000_000L, (1L << 48) - 1})
  void deadline_ofItsBytes_isTheSame(long deadline) {
    assertThat(EntryHeader.deadline(EntryHeader.deadlineBytes(deadline), 0)).isEqualTo(deadline);
  }
}
