/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static io.tiercel.jcache.internal.codec.HostileBytes.CODECS;
import static io.tiercel.jcache.internal.codec.HostileBytes.assertUndecodable;
import static io.tiercel.jcache.internal.codec.HostileBytes.lastIndexOf;
import static io.tiercel.jcache.internal.codec.HostileBytes.outcomeOf;
import static io.tiercel.jcache.internal.codec.HostileBytes.stream;
import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.LIMIT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.internal.codec.HostileBytes.Link;
import io.tiercel.jcache.internal.codec.HostileBytes.Point;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that would cost more than they hold: lengths, depths and sizes that are claimed. */
final class ReadLimitsTest {
  @ParameterizedTest
  @ValueSource(ints = {1_000_000, Integer.MAX_VALUE - 8, Integer.MAX_VALUE})
  void decode_forgedLength_reservesNothing(int length) throws IOException {
    byte[] size = {
      (byte) (length >>> 24), (byte) (length >>> 16), (byte) (length >>> 8), (byte) length
    };
    for (Object value :
        List.of(
            new long[3],
            new Object[3],
            new Point[3],
            new int[3][0],
            new ArrayList<>(Arrays.asList(null, null, null)),
            new HashMap<>(Map.of(1, 1, 2, 2, 3, 3)),
            new HashSet<>(List.of(1, 2, 3)),
            new LinkedHashSet<>(List.of(1, 2, 3)),
            List.of(1, 2, 3),
            new ArrayDeque<>(List.of(1, 2, 3)))) {
      byte[] payload = stream(value);
      int at = lastIndexOf(payload, new byte[] {0, 0, 0, 3});
      for (int i = at;
          i >= 0;
          i = lastIndexOf(Arrays.copyOf(payload, i), new byte[] {0, 0, 0, 3})) {
        byte[] forged = payload.clone();
        System.arraycopy(size, 0, forged, i, 4);
        outcomeOf(new EncodedValue(1, 1, forged), value.getClass() + " at " + i);
      }
      assertThat(at).as(value.getClass().getName()).isPositive();
    }
  }

  @Test
  void decode_forgedLengthOfAnArray_isALimit() throws IOException {
    byte[] payload = stream(new long[] {3});
    payload[lastIndexOf(payload, new byte[] {0, 0, 0, 1})] = 0x7f;
    assertUndecodable(new EncodedValue(1, 1, payload), LIMIT, "array-elements=");
  }

  @Test
  void decode_manyArraysThatClaimThePayload_areCountedTogether() throws IOException {
    Object nested = new Object[1];
    for (int i = 0; i < 20; i++) {
      nested = new Object[] {nested};
    }
    String text = new String(stream(nested), ISO_8859_1);
    byte[] forged = text.replace("\0\0\0\1", "\0\0\0\60").getBytes(ISO_8859_1);
    assertUndecodable(new EncodedValue(1, 1, forged), LIMIT, "array-elements=");
  }

  @Test
  void decode_tooDeep_isALimit() {
    Object chain = "end";
    for (int i = 0; i < ReadLimits.MAX_DEPTH + 1; i++) {
      chain = new Link(chain);
    }
    assertUndecodable(CODECS.encode(chain), LIMIT, "depth=");
  }

  /** In a thread of the usual size, and through readObject methods, which take the most of it. */
  @Test
  void decode_asDeepAsAllowed_works() throws Exception {
    Object chain = "end";
    for (int i = 0; i < ReadLimits.MAX_DEPTH - 1; i++) {
      chain = new ArrayList<>(List.of(chain));
    }
    EncodedValue encoded = CODECS.encode(chain);
    FutureTask<Object> decoding = new FutureTask<>(() -> CODECS.decode(encoded));
    new Thread(null, decoding, "usual-size", 1 << 20).start();
    assertThat(CODECS.encode(decoding.get())).isEqualTo(encoded);
  }

  @Test
  void decode_listThatHoldsItselfInASet_isUndecodable() throws IOException {
    List<Object> list = new ArrayList<>();
    HashSet<Object> set = new HashSet<>();
    set.add(list);
    list.add(list);
    assertUndecodable(new EncodedValue(1, 1, stream(set)), LIMIT, "TIERCEL-2118 ");
  }

  @Test
  void decode_tooLarge_isALimit() {
    assertUndecodable(
        new EncodedValue(13, 1, new byte[ValueCodecs.MAX_BYTES + 1]), LIMIT, "bytes=67108865");
  }
}
