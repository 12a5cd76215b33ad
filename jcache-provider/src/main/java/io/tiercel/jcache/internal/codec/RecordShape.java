/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the records of one class are read and made, as serialization does it: from their fields, and
 * by their canonical constructor. Made once per class. Safe for many threads.
 */
final class RecordShape {
  private final Class<?> type;
  private final List<Field> fields;
  private final MethodHandle constructor;

  private RecordShape(Class<?> type, List<Field> fields) throws ReflectiveOperationException {
    this.type = type;
    this.fields = fields;
    Class<?>[] types = fields.stream().map(Field::getType).toArray(Class<?>[]::new);
    Constructor<?> canonical = type.getDeclaredConstructor(types);
    canonical.setAccessible(true);
    this.constructor =
        MethodHandles.lookup()
            .unreflectConstructor(canonical)
            .asFixedArity()
            .asSpreader(Object[].class, types.length)
            .asType(methodType(Object.class, Object[].class));
  }

  /** Returns the shape of a class of records, or null if they are better left to serialization. */
  static @Nullable RecordShape of(Class<?> type) {
    try {
      Optional<List<Field>> fields =
          FieldsShape.isPlain(type) ? RecordFields.of(type) : Optional.empty();
      return fields.isEmpty() ? null : new RecordShape(type, fields.get());
    } catch (InaccessibleObjectException | ReflectiveOperationException | LinkageError e) {
      return null;
    }
  }

  Class<?> type() {
    return type;
  }

  /** Returns the components of a record, as its fields hold them. */
  @Nullable Object[] components(Object record) {
    @Nullable Object[] components = new Object[fields.size()];
    for (int i = 0; i < components.length; i++) {
      components[i] = RecordFields.read(fields.get(i), record);
    }
    return components;
  }

  /** Returns a new record. */
  Object make(@Nullable Object[] components) throws Throwable {
    return (Object) constructor.invokeExact(components);
  }
}
