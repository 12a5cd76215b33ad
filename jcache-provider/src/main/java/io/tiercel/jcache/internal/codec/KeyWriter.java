/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.tiercel.jcache.spi.CompositeKey;
import java.lang.reflect.Field;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** Keys to the tagged text whose grammar {@link KeyCodec} documents. Safe for many threads. */
final class KeyWriter {
  /** The longest id that stands as it is, in bytes of UTF-8. */
  static final int MAX_ID_BYTES = 512;

  private static final int MAX_DEPTH = 64;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final Serialization serialization;

  KeyWriter(Serialization serialization) {
    this.serialization = serialization;
  }

  /**
   * Returns the part of a composite key that has only one, and of that part likewise; any other
   * object itself.
   */
  static @Nullable Object unwrap(@Nullable Object key) {
    @Nullable Object inner = key;
    for (int depth = 0; inner instanceof CompositeKey composite; depth++) {
      List<?> parts = composite.parts();
      if (parts.isEmpty()) {
        throw new CacheException(Messages.keyWithoutParts(composite.getClass()));
      }
      if (parts.size() > 1) {
        return composite;
      }
      requireDepth(depth, composite);
      inner = parts.get(0);
    }
    return inner;
  }

  /** Returns an id that is short enough: itself, or the hash of it. */
  static String bounded(String id) {
    if (id.length() <= MAX_ID_BYTES / 3) {
      return id;
    }
    byte[] bytes = id.getBytes(UTF_8);
    return bytes.length <= MAX_ID_BYTES ? id : "~h" + BASE64.encodeToString(sha256(bytes));
  }

  /**
   * Returns the text of a key, of any length.
   *
   * @throws CacheException if it is or holds an array, or an object of a class that is not on the
   *     allow list or not serializable
   */
  String write(@Nullable Object key) {
    return text(key, 0);
  }

  private String text(@Nullable Object part, int depth) {
    Object key = unwrap(part);
    if (key == null) {
      return "~0";
    }
    if (key instanceof String string) {
      return KeyText.escape(string);
    }
    KeyScalar<?> scalar = KeyScalar.ofType(key.getClass());
    if (scalar != null) {
      return scalar.tagged(key);
    }
    if (key.getClass().isArray()) {
      throw new CacheException(Messages.arrayInKey(key.getClass()));
    }
    if (key instanceof Enum<?> constant) {
      return "~e" + className(constant.getDeclaringClass()) + "," + KeyText.escape(constant.name());
    }
    requireDepth(depth, key);
    Stream<String> parts = partsOf(key, depth + 1);
    if (parts == null) {
      return "~s" + BASE64.encodeToString(serialization.writeKey(key));
    }
    String text = parts.collect(joining(","));
    // The end of the outermost is the end of the id.
    return depth == 0 ? text : text + ",~";
  }

  /** Returns the tag and the parts of what has parts; null for what is serialized. */
  private @Nullable Stream<String> partsOf(Object key, int depth) {
    if (key instanceof CompositeKey composite) {
      return tagged("~t", composite.parts().stream().map(part -> text(part, depth)));
    }
    if (key instanceof List<?> list) {
      return tagged("~a", list.stream().map(part -> text(part, depth)));
    }
    if (key instanceof Set<?> set) {
      return tagged("~o", set.stream().map(part -> text(part, depth)).sorted());
    }
    if (key instanceof Map<?, ?> map) {
      return tagged("~p", map.entrySet().stream().map(entry -> pair(entry, depth)).sorted());
    }
    if (key instanceof Record) {
      return tagged("~r" + className(key.getClass()), components(key, depth));
    }
    return null;
  }

  private static Stream<String> tagged(String tag, Stream<String> parts) {
    return Stream.concat(Stream.of(tag), parts);
  }

  private String pair(Map.Entry<?, ?> entry, int depth) {
    return text(entry.getKey(), depth) + "," + text(entry.getValue(), depth);
  }

  private Stream<String> components(Object key, int depth) {
    List<Field> fields =
        RecordFields.of(key.getClass())
            .orElseThrow(() -> new CacheException(Messages.shutRecord(key.getClass())));
    return fields.stream().map(field -> text(RecordFields.read(field, key), depth));
  }

  private String className(Class<?> type) {
    if (!serialization.allows(type)) {
      throw new CacheException(Messages.notAllowed("key", type, type.getName()));
    }
    return KeyText.escape(type.getName());
  }

  private static void requireDepth(int depth, Object key) {
    if (depth > MAX_DEPTH) {
      throw new CacheException(Messages.keyTooDeep(key.getClass(), MAX_DEPTH));
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
