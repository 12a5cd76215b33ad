/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.tiercel.jcache.OwnClasses;
import io.tiercel.jcache.config.ValueCodec;
import io.tiercel.jcache.config.ValueSettings;
import io.tiercel.jcache.internal.codec.UndecodableValueException.Reason;
import java.io.Serializable;
import java.lang.ref.WeakReference;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What all codecs have in common, and what each does that others do not. */
class ObjectCodecsTest {
  private static final ClassLoader LOADER = ObjectCodecsTest.class.getClassLoader();
  private static final AllowList LIST =
      AllowList.of(
          List.of(
              Order.class.getName(),
              Line.class.getName(),
              Bean.class.getName(),
              State.class.getName(),
              Holder.class.getName(),
              Shape.class.getName(),
              Circle.class.getName()));
  private static final Order ORDER =
      new Order(
          "o-1",
          7,
          State.OPEN,
          new BigDecimal("12.50"),
          List.of(new Line("a", 1), new Line("b", 2)));

  /** A record of the application. */
  record Order(String id, long number, State state, BigDecimal total, List<Line> lines)
      implements Serializable {}

  /** A part of it. */
  record Line(String item, int count) implements Serializable {}

  /** An enum of the application. */
  enum State {
    OPEN,
    SHUT
  }

  /** Not on the list. */
  record Unlisted(String text) implements Serializable {}

  /** Listed, with a part that may be anything. */
  record Holder(Serializable part) implements Serializable {}

  /** Names its subtypes in JSON. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
  interface Shape extends Serializable {}

  /** A listed subtype. */
  record Circle(int radius) implements Shape {}

  /** A subtype that is not listed, and says when it is loaded. */
  record Square(int side) implements Shape {
    static {
      LOADED.set("Square");
    }
  }

  private static final AtomicReference<String> LOADED = new AtomicReference<>("");

  private static ValueCodecs codecs(ValueCodec codec, Class<?> type) {
    return codecs(codec, type, LOADER);
  }

  private static ValueCodecs codecs(ValueCodec codec, Class<?> type, ClassLoader loader) {
    return new ValueCodecs(
        new ClassAccess(loader, LIST), type, codec, new Envelope(ValueSettings.DEFAULT, List.of()));
  }

  private static Throwable refusalOf(ValueCodecs codecs, EncodedValue value) {
    try {
      return fail("decoded to " + codecs.decode(value));
    } catch (UndecodableValueException e) {
      return e;
    }
  }

  @ParameterizedTest
  @EnumSource
  void encode_recordAndCollections_comeBackEqual(ValueCodec codec) throws Exception {
    Map<String, List<Line>> map = new LinkedHashMap<>();
    map.put("x", List.of(new Line("a", 1)));
    for (Object value :
        List.of(
            ORDER,
            List.of(ORDER, ORDER),
            new ArrayList<>(List.of(List.of(ORDER), List.of())),
            Set.of(new Line("a", 1)),
            map,
            new TreeMap<>(Map.of("k", 1, "l", 2)),
            State.SHUT,
            List.of())) {
      EncodedValue encoded = codecs(codec, Object.class).encode(value);
      assertThat(codecs(ValueCodec.AUTO, Object.class).decode(encoded)).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @EnumSource
  void encode_scalars_areOursUnderEachCodec(ValueCodec codec) {
    for (Object scalar : List.of("text", 42, 42L, true, new byte[] {1})) {
      assertThat(codecs(codec, Object.class).encode(scalar))
          .isEqualTo(codecs(ValueCodec.JAVA, Object.class).encode(scalar));
    }
  }

  @ParameterizedTest
  @EnumSource
  void encode_unlistedClassAnywhere_namesItAndTheLineToAdd(ValueCodec codec) {
    ValueCodecs codecs = codecs(codec, Object.class);
    for (Object value :
        List.of(new Unlisted("a"), List.of(new Unlisted("a")), new Holder(new Unlisted("a")))) {
      assertThatThrownBy(() -> codecs.encode(value))
          .hasMessageStartingWith("TIERCEL-2102 ")
          .hasMessageContaining("class=" + Unlisted.class.getName())
          .hasMessageContaining("tiercel.codec.allow = \"" + Unlisted.class.getName() + "\"");
    }
  }

  @ParameterizedTest
  @EnumSource
  void decode_unlistedClass_isRefused(ValueCodec codec) {
    ValueCodecs everything =
        new ValueCodecs(
            new ClassAccess(LOADER, AllowList.everything()),
            Object.class,
            codec,
            new Envelope(ValueSettings.DEFAULT, List.of()));
    EncodedValue encoded = everything.encode(new Unlisted("a"));
    assertThat(refusalOf(codecs(codec, Object.class), encoded))
        .hasMessageStartingWith("TIERCEL-2112 ")
        .hasMessageContaining(Unlisted.class.getName());
  }

  /** Fory reads them by a number, so no name is asked. */
  @Test
  void decode_foryClassThatItKnowsByNumber_isRefusedUnlessListed() {
    ValueCodecs everything =
        new ValueCodecs(
            new ClassAccess(LOADER, AllowList.everything()),
            Object.class,
            ValueCodec.FORY,
            new Envelope(ValueSettings.DEFAULT, List.of()));
    for (Object value : List.of(new AtomicReference<>("a"), String.class, List.of(String.class))) {
      EncodedValue encoded = everything.encode(value);
      assertThat(refusalOf(codecs(ValueCodec.FORY, Object.class), encoded))
          .hasMessageStartingWith("TIERCEL-2112 ");
    }
  }

  @ParameterizedTest
  @EnumSource
  void decode_truncatedOrChangedBytes_isAValueOrUndecodable(ValueCodec codec) {
    ValueCodecs codecs = codecs(codec, Object.class);
    EncodedValue good = codecs.encode(List.of(ORDER, new Line("c", 3)).subList(0, 1).get(0));
    Random random = new Random(42);
    for (int round = 0; round < 3000; round++) {
      byte[] bytes = good.payload().clone();
      if (round < bytes.length) {
        bytes = Arrays.copyOf(bytes, round);
      } else {
        for (int i = random.nextInt(4); i >= 0; i--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
      }
      try {
        codecs.decode(new EncodedValue(good.codec(), good.schema(), bytes));
      } catch (UndecodableValueException e) {
        assertThat(e).hasMessageStartingWith("TIERCEL-21");
      } catch (RuntimeException | Error e) {
        fail("round " + round + " payload=" + HexFormat.of().formatHex(bytes), e);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void decode_trailingBytes_isMalformed(ValueCodec codec) {
    EncodedValue good = codecs(codec, Object.class).encode(ORDER);
    byte[] longer = Arrays.copyOf(good.payload(), good.payload().length + 1);
    Throwable refusal =
        refusalOf(
            codecs(codec, Object.class), new EncodedValue(good.codec(), good.schema(), longer));
    assertThat(((UndecodableValueException) refusal).reason()).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void encode_chosenCodec_isTheOneInTheBytes() {
    assertThat(codecs(ValueCodec.AUTO, Order.class).encode(ORDER).codec()).isEqualTo(1);
    assertThat(codecs(ValueCodec.JAVA, Order.class).encode(ORDER).codec()).isEqualTo(1);
    assertThat(codecs(ValueCodec.FORY, Order.class).encode(ORDER).codec()).isEqualTo(19);
    EncodedValue json = codecs(ValueCodec.JSON, Order.class).encode(ORDER);
    assertThat(json.codec()).isEqualTo(20);
    assertThat(new String(json.payload(), UTF_8)).startsWith("{\"id\":\"o-1\",\"number\":7,");
    EncodedValue typed = codecs(ValueCodec.JSON, Object.class).encode(List.of(ORDER));
    assertThat(typed.codec()).isEqualTo(21);
    assertThat(new String(typed.payload(), UTF_8))
        .startsWith("java.util.ArrayList<" + Order.class.getName() + ">\n[{\"id\"");
  }

  @Test
  void decode_jsonOfTheValueType_isReadAsThatTypeOnly() throws Exception {
    EncodedValue json = codecs(ValueCodec.JSON, Order.class).encode(ORDER);
    assertThat(codecs(ValueCodec.JAVA, Order.class).decode(json)).isEqualTo(ORDER);
    assertThat(refusalOf(codecs(ValueCodec.JSON, Object.class), json))
        .hasMessageStartingWith("TIERCEL-2138 ");
    assertThat(refusalOf(codecs(ValueCodec.JSON, Unlisted.class), json))
        .hasMessageStartingWith("TIERCEL-2112 ");
  }

  @Test
  void encode_jsonOfMixedElements_isRefusedByTheirClasses() {
    assertThatThrownBy(
            () -> codecs(ValueCodec.JSON, Object.class).encode(List.of(ORDER, new Line("a", 1))))
        .hasMessageStartingWith("TIERCEL-2137 ")
        .hasMessageContaining(Order.class.getName() + "," + Line.class.getName());
  }

  @Test
  void decode_jsonWithSubtypesByName_asksTheListBeforeLoading() throws Exception {
    ValueCodecs codecs = codecs(ValueCodec.JSON, Object.class);
    EncodedValue circle = codecs.encode(new Circle(3));
    assertThat(codecs.decode(circle)).isEqualTo(new Circle(3));
    String square = Square.class.getName();
    for (String name : List.of(square, Circle.class.getName() + "<" + square + ">")) {
      String json = Shape.class.getName() + "\n{\"@class\":\"" + name + "\",\"side\":1}";
      refusalOf(codecs, new EncodedValue(21, 1, json.getBytes(UTF_8)));
      refusalOf(codecs, new EncodedValue(21, 1, (name + "\n{\"side\":1}").getBytes(UTF_8)));
    }
    assertThat(LOADED).hasValue("");
  }

  @Test
  void encode_foryValueThatIsNotSerializable_works() throws Exception {
    ValueCodecs codecs =
        new ValueCodecs(
            new ClassAccess(LOADER, LIST.with(Plain.class)),
            Plain.class,
            ValueCodec.FORY,
            new Envelope(ValueSettings.DEFAULT, List.of()));
    assertThat(codecs.decode(codecs.encode(new Plain("a")))).isEqualTo(new Plain("a"));
  }

  /** Known to Java's codec as not serializable. */
  record Plain(String text) {}

  @Test
  void encode_foryClassThatItKnowsByNumber_isRefusedUnlessListed() {
    ValueCodecs codecs = codecs(ValueCodec.FORY, Object.class);
    for (Object value :
        List.of(
            new AtomicReference<>("a"),
            String.class,
            List.of(new java.util.concurrent.atomic.AtomicInteger(1)))) {
      assertThatThrownBy(() -> codecs.encode(value)).hasMessageStartingWith("TIERCEL-2102 ");
    }
  }

  /** In a JVM that clears soft references at every collection: libraries hold classes by them. */
  @ParameterizedTest
  @EnumSource
  void encode_classOfALoaderThatIsLetGo_holdsItNoLonger(ValueCodec codec) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:SoftRefLRUPolicyMSPerMB=0",
                "-cp",
                System.getProperty("java.class.path"),
                LetGo.class.getName(),
                codec.name())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).endsWith("collected\n");
  }

  /** Uses a codec with classes of a loader, lets it go, and says whether it went. */
  static final class LetGo {
    private static final int COLLECTIONS = 10;

    private LetGo() {}

    @SuppressWarnings({"SystemGc", "checkstyle:RegexpSinglelineJava"}) // this is what is asked
    public static void main(String[] codec) throws Exception {
      WeakReference<ClassLoader> loader = useAndLetGo(ValueCodec.valueOf(codec[0]));
      for (int i = 0; i < COLLECTIONS && loader.get() != null; i++) {
        System.gc();
      }
      System.out.println(loader.get() == null ? "collected" : "held");
    }
  }

  private static WeakReference<ClassLoader> useAndLetGo(ValueCodec codec) throws Exception {
    ClassLoader own = new OwnClasses(ObjectCodecsTest.class.getName() + '$');
    Class<?> type = Class.forName(Line.class.getName(), true, own);
    assertThat(type.getClassLoader()).isSameAs(own);
    var constructor = type.getDeclaredConstructor(String.class, int.class);
    constructor.setAccessible(true);
    Object line = constructor.newInstance("a", 1);
    Class<?> beanType = Class.forName(Bean.class.getName(), true, own);
    Object bean = beanType.getDeclaredConstructor().newInstance();
    beanType.getMethod("setText", String.class).invoke(bean, "b");
    ValueCodecs codecs = codecs(codec, Object.class, own);
    Object copy = codecs.decode(codecs.encode(line));
    Object copiedBean = codecs.decode(codecs.encode(bean));
    assertThat(copiedBean != bean && copiedBean.getClass() == beanType).isTrue();
    // Not compared: the JDK itself holds a record class softly once its equals has run.
    assertThat(copy != line && copy.getClass() == type).isTrue();
    return new WeakReference<>(own);
  }

  /** A listed class that is no record. */
  public static final class Bean implements Serializable {
    private static final long serialVersionUID = 1L;
    private String text = "";
    private int number;

    public String getText() {
      return text;
    }

    public void setText(String text) {
      this.text = text;
      this.number = text.length();
    }

    int number() {
      return number;
    }
  }
}
