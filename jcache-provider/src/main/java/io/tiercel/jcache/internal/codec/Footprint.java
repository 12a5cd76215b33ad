/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * About how many bytes of memory a key or a value takes: texts, byte arrays, big numbers and the
 * records that hold them by their size, anything else a flat amount.
 */
public final class Footprint {
  private static final int OBJECT = 64;
  private static final int MAX_DEPTH = 16;
  private static final int HIGHEST_OF_ONE_BYTE = 0xFF;

  private Footprint() {}

  /** Returns the bytes that an object takes; 0 for null. */
  public static int of(@Nullable Object object) {
    return (int) Math.min(Integer.MAX_VALUE, of(object, 0));
  }

  /** Returns the bytes of an encoded value. */
  public static int of(EncodedValue value) {
    return OBJECT + value.payload().length;
  }

  /** Returns the bytes of an array of primitives. */
  static long ofPrimitives(Object array) {
    Class<?> component = array.getClass().getComponentType();
    int each = 1;
    if (component == long.class || component == double.class) {
      each = Long.BYTES;
    } else if (component == int.class || component == float.class) {
      each = Integer.BYTES;
    } else if (component == short.class || component == char.class) {
      each = Short.BYTES;
    }
    return Snapshot.HEADER + (long) each * Array.getLength(array);
  }

  private static long of(@Nullable Object object, int depth) {
    if (object == null) {
      return 0;
    }
    if (object instanceof Snapshot snapshot) {
      return snapshot.bytes();
    }
    if (object instanceof String text) {
      return OBJECT + characters(text);
    }
    if (object instanceof byte[] bytes) {
      return OBJECT + (long) bytes.length;
    }
    if (object instanceof EncodedKey key) {
      return OBJECT + characters(key.id());
    }
    if (object instanceof BigInteger number) {
      return OBJECT + (long) number.bitLength() / Byte.SIZE;
    }
    if (object instanceof BigDecimal number) {
      return OBJECT + (long) number.precision() / 2;
    }
    if (object instanceof URI uri) {
      return OBJECT + 2 * characters(uri.toString());
    }
    return object instanceof Record && depth < MAX_DEPTH ? ofRecord(object, depth) : 2 * OBJECT;
  }

  private static long ofRecord(Object record, int depth) {
    Optional<List<Field>> fields = RecordFields.of(record.getClass());
    long bytes = OBJECT;
    if (fields.isPresent()) {
      for (Field field : fields.get()) {
        bytes +=
            field.getType().isPrimitive()
                ? Long.BYTES
                : of(RecordFields.read(field, record), depth + 1);
      }
    }
    return bytes;
  }

  /** Returns the bytes of a text's characters: one each, or two where any needs it. */
  private static long characters(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > HIGHEST_OF_ONE_BYTE) {
        return 2L * text.length();
      }
    }
    return text.length();
  }
}
