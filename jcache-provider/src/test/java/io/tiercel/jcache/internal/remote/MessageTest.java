/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.internal.remote.Message.Kind;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nodes tell each other: the bytes are a promise between versions. */
final class MessageTest {
  private static final String ENTRY = "45" + "0102030405060708" + "0003" + "613a62" + "6b3a";

  @Test
  void toBytes_entry_hasTheDocumentedLayout() {
    Message message = new Message(Kind.ENTRY, 0x0102030405060708L, "a:b", "k:");
    assertThat(HexFormat.of().formatHex(message.toBytes())).isEqualTo(ENTRY);
  }

  @ParameterizedTest
  @EnumSource
  void of_itsOwnBytes_isTheMessage(Kind kind) {
    for (String id : new String[] {"", "k", "~l42", "ü\uD83E\uDD85"}) {
      Message message = new Message(kind, -2, "tenant-ß:resource", id);
      assertThat(Message.of(message.toBytes())).isEqualTo(message);
    }
  }

  @Test
  void allOf_several_areEachOfThem() {
    String other = "45" + "0102030405060709" + "0003" + "613a62" + "6c";
    String several = "53" + "00000010" + ENTRY + "0000000f" + other;
    assertThat(Message.allOf(HexFormat.of().parseHex(several)))
        .containsExactly(
            new Message(Kind.ENTRY, 0x0102030405060708L, "a:b", "k:"),
            new Message(Kind.ENTRY, 0x0102030405060709L, "a:b", "l"));
    assertThat(Message.allOf(HexFormat.of().parseHex(ENTRY))).hasSize(1);
  }

  @Test
  void allOf_truncatedBytes_areThoseThatAreWhole() {
    byte[] bytes = HexFormat.of().parseHex("53" + "00000010" + ENTRY + "00000010" + ENTRY);
    assertThat(Message.allOf(Arrays.copyOf(bytes, bytes.length - 1))).hasSize(1);
    assertThat(Message.allOf(new byte[0])).isEmpty();
  }

  @Test
  void of_longestName_isTheMessage() {
    Message message = new Message(Kind.CACHE, 1, "n".repeat(65_535), "id");
    assertThat(Message.of(message.toBytes())).isEqualTo(message);
  }

  @Test
  void of_truncatedBytes_isNoneOrAShorterId() {
    byte[] bytes = HexFormat.of().parseHex(ENTRY);
    for (int length = 0; length < bytes.length - 2; length++) {
      assertThat(Message.of(Arrays.copyOf(bytes, length))).as("length %d", length).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "65", "ff"})
  void of_unknownKind_isNone(String kind) {
    assertThat(Message.of(HexFormat.of().parseHex(kind + ENTRY.substring(2)))).isNull();
  }
}
