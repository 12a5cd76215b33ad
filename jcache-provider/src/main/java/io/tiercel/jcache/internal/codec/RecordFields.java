/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The components of records, read from their fields, so that no accessor of theirs runs. */
final class RecordFields {
  /** Holds classes of the JDK only: a {@link ClassValue} never lets go of what it holds. */
  private static final ClassValue<Optional<List<Field>>> FIELDS =
      new ClassValue<>() {
        @Override
        protected Optional<List<Field>> computeValue(Class<?> type) {
          return fieldsOf(type);
        }
      };

  private RecordFields() {}

  /** Returns the fields in the order of the components; empty if their module keeps them shut. */
  static Optional<List<Field>> of(Class<?> recordType) {
    return FIELDS.get(recordType);
  }

  /** Returns the value of one of these fields. */
  static @Nullable Object read(Field field, Object owner) {
    try {
      return field.get(owner);
    } catch (IllegalAccessException e) {
      throw new AssertionError("made accessible: " + field, e);
    }
  }

  private static Optional<List<Field>> fieldsOf(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    try {
      for (RecordComponent component : type.getRecordComponents()) {
        Field field = type.getDeclaredField(component.getName());
        field.setAccessible(true);
        fields.add(field);
      }
    } catch (NoSuchFieldException e) {
      throw new AssertionError("a record has a field for each component: " + type, e);
    } catch (InaccessibleObjectException e) {
      return Optional.empty();
    }
    return Optional.of(List.copyOf(fields));
  }
}
