/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tiercel.hostile.Planted;
import io.tiercel.jcache.config.Mode;
import io.tiercel.jcache.config.TiercelConfiguration;
import io.tiercel.jcache.config.ValueCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import javax.cache.Cache;
import org.apache.commons.collections.Transformer;
import org.apache.commons.collections.functors.ChainedTransformer;
import org.apache.commons.collections.functors.ConstantTransformer;
import org.apache.commons.collections.functors.InstantiateTransformer;
import org.apache.commons.collections.keyvalue.TiedMapEntry;
import org.apache.commons.collections.map.LazyMap;
import org.apache.fory.Fory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What somebody who can write to Redis puts in place of values, for each codec: none of it becomes
 * a value, and none of it runs. The payloads that would run write a file; that they do is shown.
 */
final class HostileValuesIT {
  @RegisterExtension static final Nodes NODES = new Nodes();

  private static final int HEADER = 24;

  @TempDir static Path folder;

  private static RedisProbe redis;
  private static URLClassLoader loader;
  private static Node node;
  private Path file;

  /** A value of the application. */
  record Order(String id, int items) implements Serializable {}

  /** What is put in place of a value. */
  enum Attack {
    GARBAGE,
    FOREIGN_JSON,
    GARBAGE_BEHIND_A_HEADER,
    TRUNCATED,
    UNKNOWN_CODEC,
    DECLARED_OVERSIZE,
    FORGED_COMPRESSION,
    FORGED_ENCRYPTION,
    FORGED_KEY,
    GADGET_IN_JAVA,
    UNLISTED_IN_JAVA,
    UNLISTED_IN_FORY,
    UNLISTED_KEY_IN_FORY,
    UNLISTED_IN_JSON,
    UNLISTED_IN_JSON_LIST,
    JSON_OF_ANOTHER_SHAPE,
    TEXT_WHERE_AN_ORDER_IS;

    byte[] bytes(byte[] good, Path file) {
      byte[] garbage = "\u00ac\u00ed\0\5 garbage { ]".getBytes(UTF_8);
      byte[] payload = Arrays.copyOfRange(good, HEADER, good.length);
      String json = "{\"path\":\"" + file + "\"}";
      String planted = Planted.class.getName();
      return switch (this) {
        case GARBAGE -> garbage;
        case FOREIGN_JSON -> "{\"id\":\"1\",\"items\":2}".getBytes(UTF_8);
        case GARBAGE_BEHIND_A_HEADER -> with(good, good[2], good[3], garbage);
        case TRUNCATED -> Arrays.copyOf(good, good.length - payload.length / 2);
        case UNKNOWN_CODEC -> with(good, 77, 1, payload);
        case DECLARED_OVERSIZE -> with(good, good[2], 0x81, new byte[] {0x7f, 0, 0, 0, 1, 2, 3});
        case FORGED_COMPRESSION -> with(good, good[2], 0x81, new byte[] {0, 0, 0, 99, -1, -1, 9});
        case FORGED_ENCRYPTION -> with(good, good[2], 0x41, garbage);
        case FORGED_KEY -> with(good, good[2], 0x21, new byte[] {0x7f, -1, -1, -1, 1, 2});
        case GADGET_IN_JAVA -> with(good, 1, 1, serialized(gadget(file)));
        case UNLISTED_IN_JAVA -> with(good, 1, 1, serialized(planted(file)));
        case UNLISTED_IN_FORY -> with(good, 19, 1, fory().serialize(planted(file)));
        case UNLISTED_KEY_IN_FORY -> with(good, 19, 1, fory().serialize(keyed(file)));
        case UNLISTED_IN_JSON -> with(good, 21, 1, (planted + "\n" + json).getBytes(UTF_8));
        case UNLISTED_IN_JSON_LIST ->
            with(
                good,
                21,
                1,
                ("java.util.ArrayList<" + planted + ">\n[" + json + "]").getBytes(UTF_8));
        case JSON_OF_ANOTHER_SHAPE -> with(good, 20, 1, json.getBytes(UTF_8));
        case TEXT_WHERE_AN_ORDER_IS -> with(good, 2, 1, json.getBytes(UTF_8));
      };
    }

    private static byte[] with(byte[] good, int codec, int schema, byte[] payload) {
      byte[] bytes = Arrays.copyOf(good, HEADER + payload.length);
      bytes[2] = (byte) codec;
      bytes[3] = (byte) schema;
      ByteBuffer.wrap(bytes).put(HEADER, payload);
      return bytes;
    }
  }

  @BeforeAll
  static void connect() {
    redis = new RedisProbe(NODES.redis().port());
    loader = TierLog.loader();
    node = Node.builder(Mode.REMOTE).redis(NODES.redis()).loader(loader).open();
  }

  @AfterAll
  static void disconnect() throws IOException {
    node.close();
    loader.close();
    redis.close();
  }

  @BeforeEach
  void choose() {
    file = folder.resolve("ran");
  }

  @AfterEach
  void clean() throws IOException {
    Files.deleteIfExists(file);
  }

  static Stream<Arguments> attacks() {
    return Stream.of(ValueCodec.values())
        .flatMap(codec -> Stream.of(Attack.values()).map(attack -> Arguments.of(codec, attack)));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void get_hostileValue_isAMissCountedAndWarnedOfOnce(ValueCodec codec, Attack attack) {
    String name = CacheFixture.newName();
    try (LogCapture log = new LogCapture();
        Cache<String, Order> cache = open(name, codec)) {
      for (String key : new String[] {"a", "b"}) {
        cache.put(key, new Order(key, 1));
        String entry = name + ':' + key + ":v1";
        assertThat(cache.get(key)).isEqualTo(new Order(key, 1));
        redis.call("SET", entry, attack.bytes(requireNonNull(redis.get(entry)), file));
        assertThat(cache.get(key)).isNull();
        assertThat(TierLog.takeReads(name)).containsExactly("L2", "UNDECODABLE", "MISS");
      }
      assertThat(cache.iterator().hasNext()).isFalse();
      assertThat(Counts.of(cache)).isEqualTo(new Counts(2, 2, 2, 0));
      assertThat(log.messages(Level.WARNING, "TIERCEL-3005 [" + name + "]")).hasSize(1);
      assertThat(file).doesNotExist();
    }
  }

  @Test
  void gadget_readByJava_runs() throws Exception {
    byte[] bytes = serialized(gadget(file));
    assertThat(file).doesNotExist();
    new ObjectInputStream(new ByteArrayInputStream(bytes)).readObject();
    assertThat(file).exists();
  }

  @Test
  void planted_readByJava_runs() throws Exception {
    byte[] bytes = serialized(planted(file));
    assertThat(file).doesNotExist();
    new ObjectInputStream(new ByteArrayInputStream(bytes)).readObject();
    assertThat(file).exists();
  }

  @Test
  void planted_readByFory_runs() throws Exception {
    byte[] bytes = fory().serialize(keyed(file));
    Files.deleteIfExists(file);
    fory().deserialize(bytes);
    assertThat(file).exists();
  }

  @Test
  void planted_readByJackson_runs() throws Exception {
    new ObjectMapper().readValue("{\"path\":\"" + file + "\"}", Planted.class);
    assertThat(file).exists();
  }

  private static Cache<String, Order> open(String name, ValueCodec codec) {
    return node.manager()
        .createCache(
            name,
            TiercelConfiguration.builder(String.class, Order.class)
                .codec(codec)
                .statisticsEnabled(true)
                .build());
  }

  private static Planted planted(Path file) {
    return new Planted().armed(file);
  }

  private static Map<Object, String> keyed(Path file) {
    Planted key = new Planted();
    Map<Object, String> map = new HashMap<>();
    map.put(key, "value");
    key.armed(file);
    return map;
  }

  /** A Fory that trusts everything. */
  private static Fory fory() {
    return Fory.builder()
        .withXlang(false)
        .withCompatible(false)
        .withCodegen(false)
        .withRefTracking(true)
        .requireClassRegistration(false)
        .build();
  }

  /** The chain of commons-collections 3 that begins in {@code HashMap.readObject}. */
  @SuppressWarnings("unchecked") // the library has no type parameters
  private static Map<Object, Object> gadget(Path file) {
    Transformer[] harmless = {new ConstantTransformer("harmless")};
    Transformer[] steps = {
      new ConstantTransformer(FileOutputStream.class),
      new InstantiateTransformer(new Class<?>[] {String.class}, new Object[] {file.toString()})
    };
    ChainedTransformer chain = new ChainedTransformer(harmless);
    Map<Object, Object> lazy = LazyMap.decorate(new HashMap<>(), chain);
    Map<Object, Object> start = new HashMap<>();
    start.put(new TiedMapEntry(lazy, "key"), "value");
    lazy.clear();
    try {
      Field field = ChainedTransformer.class.getDeclaredField("iTransformers");
      field.setAccessible(true);
      field.set(chain, steps);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("commons-collections", e);
    }
    return start;
  }

  private static byte[] serialized(Object value) {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
