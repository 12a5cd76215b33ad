/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.LIMIT;
import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.MALFORMED;
import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.MISSING_CLASS;
import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.REFUSED_CLASS;
import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.UNKNOWN_CODEC;
import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.UNKNOWN_SCHEMA;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;

import io.tiercel.jcache.internal.codec.UndecodableValueException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URL;
import java.net.URLClassLoader;
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
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UndecodableValuesTest {
  private static final ClassLoader LOADER = UndecodableValuesTest.class.getClassLoader();
  private static final AllowList LIST =
      AllowList.of(
          List.of(
              Point.class.getName(),
              Link.class.getName(),
              Failing.class.getName(),
              Swallowing.class.getName()));
  private static final ValueCodecs CODECS = new ValueCodecs(LOADER, LIST);

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

  @Test
  void decode_refusedClass_neverRunsItsCode() throws IOException {
    for (Object forged :
        List.of(
            new Planted(),
            List.of(new Planted()),
            new ArrayList<>(List.of(Map.of("k", new Link(new Planted())))),
            new HashSet<>(List.of(new Planted())),
            new Planted[] {new Planted()},
            new Swallowing(new Planted()),
            new Inherited())) {
      assertUndecodable(
          new EncodedValue(1, 1, stream(forged)),
          REFUSED_CLASS,
          "tiercel.codec.allow = \"" + UndecodableValuesTest.class.getName());
    }
    assertThat(Planted.RUNS).hasValue(0);
  }

  @Test
  void decode_jdkClassOutsideTheList_isRefused() throws IOException {
    EncodedValue url = new EncodedValue(1, 1, stream(new URL("http://localhost/")));
    assertUndecodable(url, REFUSED_CLASS, "class=java.net.URL");
    assertUndecodable(
        new EncodedValue(1, 1, stream(AtomicInteger.class)), REFUSED_CLASS, "AtomicInteger");
  }

  @Test
  void decode_proxy_isRefused() throws IOException {
    Object proxy =
        Proxy.newProxyInstance(
            LOADER, new Class<?>[] {Comparable.class}, new ValueCodecsTest.SerializableHandler());
    assertUndecodable(
        new EncodedValue(1, 1, stream(proxy)), REFUSED_CLASS, "interfaces=java.lang.Comparable");
  }

  @Test
  void decode_refusedClassThatIsMissing_isNotEvenLookedFor() throws IOException {
    List<String> asked = new ArrayList<>();
    ClassLoader recording =
        new ClassLoader(LOADER) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            asked.add(name);
            return super.loadClass(name, resolve);
          }
        };
    EncodedValue forged = new EncodedValue(1, 1, stream(List.of(new Point(1, ""), new Planted())));
    Throwable refusal = catchThrowable(() -> new ValueCodecs(recording, LIST).decode(forged));
    assertThat(refusal).isInstanceOf(UndecodableValueException.class);
    assertThat(asked).contains(Point.class.getName()).doesNotContain(Planted.class.getName());
  }

  @Test
  void decode_classOfNoLoader_isMissing() {
    ValueCodecs elsewhere = new ValueCodecs(ClassLoader.getPlatformClassLoader(), LIST);
    Throwable refusal =
        catchThrowable(() -> elsewhere.decode(CODECS.encode(List.of(new Point(1, "p")))));
    assertThat(refusal).isInstanceOf(UndecodableValueException.class);
    assertThat(((UndecodableValueException) refusal).reason()).isEqualTo(MISSING_CLASS);
    assertThat(refusal).hasMessageContaining("class=" + Point.class.getName());
  }

  @Test
  void decode_givenLoader_isAskedAndTheContextLoaderIsNot() throws Exception {
    URL classes = Point.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader own =
        new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
      assertThat(Thread.currentThread().getContextClassLoader()).isNotSameAs(own);
      Object copy = new ValueCodecs(own, LIST).decode(CODECS.encode(new Point(1, "p")));
      assertThat(copy.getClass().getName()).isEqualTo(Point.class.getName());
      assertThat(copy.getClass().getClassLoader()).isSameAs(own);
    }
  }

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

  @Test
  void decode_ownCodeFails_isMalformedWithTheCause() throws IOException {
    for (String kind : List.of("io", "runtime", "linkage", "class")) {
      EncodedValue value = new EncodedValue(1, 1, stream(new Failing(kind)));
      Throwable refusal = catchThrowable(() -> CODECS.decode(value));
      assertThat(refusal).as(kind).isInstanceOf(UndecodableValueException.class);
      assertThat(refusal).as(kind).hasRootCauseMessage("planted " + kind);
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

  private static void assertUndecodable(EncodedValue value, Reason reason, String message) {
    Throwable refusal = catchThrowable(() -> CODECS.decode(value));
    assertThat(refusal)
        .isInstanceOf(UndecodableValueException.class)
        .hasMessageStartingWith("TIERCEL-21")
        .hasMessageContaining(message);
    assertThat(((UndecodableValueException) refusal).reason()).isEqualTo(reason);
  }

  /** Returns the value or the one exception that may be; fails on any other. */
  private static Object outcomeOf(EncodedValue value, String round) {
    try {
      return CODECS.decode(value);
    } catch (UndecodableValueException e) {
      return e;
    } catch (RuntimeException | Error e) {
      return fail(round + " payload=" + HexFormat.of().formatHex(value.payload()), e);
    }
  }

  private static byte[] stream(Object value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    return bytes.toByteArray();
  }

  private static int lastIndexOf(byte[] bytes, byte[] part) {
    return new String(bytes, ISO_8859_1).lastIndexOf(new String(part, ISO_8859_1));
  }

  /** A listed record. */
  record Point(int x, String name) implements Serializable {}

  /** A listed chain. */
  record Link(Object next) implements Serializable {}

  /** Not on the list; tells that its code ran. */
  static class Planted implements Serializable {
    static final AtomicInteger RUNS = new AtomicInteger();
    private static final long serialVersionUID = 1L;

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      RUNS.incrementAndGet();
    }

    @Override
    public int hashCode() {
      return 7;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Planted;
    }
  }

  /** Not on the list either. */
  static final class Inherited extends Planted {
    private static final long serialVersionUID = 1L;
  }

  /** A listed class that reads another object, and goes on if that fails. */
  static final class Swallowing implements Serializable {
    private static final long serialVersionUID = 1L;
    private final transient Object part;

    Swallowing(Object part) {
      this.part = part;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
      out.writeObject(part);
    }

    private void readObject(ObjectInputStream in) {
      try {
        in.readObject();
      } catch (IOException | ClassNotFoundException | RuntimeException e) {
        assertThat(e).isNotNull();
      }
    }
  }

  /** A listed class that fails to read itself. */
  static final class Failing implements Serializable {
    private static final long serialVersionUID = 1L;
    private final String kind;

    Failing(String kind) {
      this.kind = kind;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      String message = "planted " + kind;
      switch (kind) {
        case "io" -> throw new IOException(message);
        case "runtime" -> throw new IllegalStateException(message);
        case "class" -> throw new ClassNotFoundException(message);
        default -> throw new NoClassDefFoundError(message);
      }
    }
  }
}
