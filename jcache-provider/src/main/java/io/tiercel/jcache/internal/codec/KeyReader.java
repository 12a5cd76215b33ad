/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tagged text to keys, where the text holds the key. Accepts more than {@link KeyWriter} makes: the
 * caller compares. Safe for many threads.
 */
final class KeyReader {
  private final Serialization serialization;

  KeyReader(Serialization serialization) {
    this.serialization = serialization;
  }

  /**
   * Returns the key of an id.
   *
   * @throws RuntimeException if the id holds none: it is malformed or a hash; a class in it is
   *     missing or refused; or that class's own code fails
   */
  @Nullable Object read(String id) {
    Deque<String> tokens = new ArrayDeque<>(Arrays.asList(id.split(",", -1)));
    Object key = next(tokens, false);
    if (!tokens.isEmpty()) {
      throw unreadable("has a tail");
    }
    return key;
  }

  private @Nullable Object next(Deque<String> tokens, boolean nested) {
    String token = tokens.remove();
    if (!token.startsWith("~")) {
      return unescape(token);
    }
    if (token.length() < 2) {
      throw unreadable("has no tag");
    }
    char tag = token.charAt(1);
    String text = token.substring(2);
    KeyScalar<?> scalar = KeyScalar.ofTag(tag);
    if (scalar != null) {
      return scalar.parse(text);
    }
    return switch (tag) {
      case '0' -> null;
      case 'e' -> constant(text, unescape(tokens.remove()));
      case 's' -> deserialized(text);
      case 'a' -> parts(tokens, nested);
      case 'o' -> new LinkedHashSet<>(parts(tokens, nested));
      case 'p' -> map(parts(tokens, nested));
      case 'r' -> newRecord(text, parts(tokens, nested));
      case 't' -> new ReadCompositeKey(parts(tokens, nested));
      default -> throw unreadable("is a hash or unknown");
    };
  }

  private List<@Nullable Object> parts(Deque<String> tokens, boolean nested) {
    List<@Nullable Object> parts = new ArrayList<>();
    while (!tokens.isEmpty() && !tokens.element().equals("~")) {
      parts.add(next(tokens, true));
    }
    if (nested) {
      tokens.remove();
    }
    return parts;
  }

  private static Map<@Nullable Object, @Nullable Object> map(List<@Nullable Object> parts) {
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < parts.size(); i += 2) {
      map.put(parts.get(i), parts.get(i + 1));
    }
    return map;
  }

  private Object constant(String className, String name) {
    KeyScalar<?> constants = KeyScalar.plainFor(find(className));
    if (constants == null) {
      throw unreadable("names no enum");
    }
    return constants.parse(name);
  }

  private Object newRecord(String className, List<@Nullable Object> parts) {
    RecordComponent[] components = find(className).getRecordComponents();
    if (components == null) {
      throw unreadable("names no record");
    }
    try {
      Constructor<?> constructor =
          find(className)
              .getDeclaredConstructor(
                  Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(parts.toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("its record cannot be made", e);
    }
  }

  private Object deserialized(String base64) {
    try {
      return serialization.read(Base64.getUrlDecoder().decode(base64));
    } catch (UndecodableValueException e) {
      throw new IllegalArgumentException("its serialized form cannot be read", e);
    }
  }

  private Class<?> find(String className) {
    try {
      return serialization.find(unescape(className));
    } catch (UndecodableValueException e) {
      throw new IllegalArgumentException("its class cannot be used", e);
    }
  }

  private static String unescape(String text) {
    String unescaped = KeyText.unescape(text);
    if (unescaped == null) {
      throw unreadable("has a malformed escape");
    }
    return unescaped;
  }

  private static IllegalArgumentException unreadable(String why) {
    return new IllegalArgumentException("the id " + why);
  }
}
