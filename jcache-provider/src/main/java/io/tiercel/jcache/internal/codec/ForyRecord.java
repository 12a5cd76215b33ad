/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.apache.fory.config.Config;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.exception.DeserializationException;
import org.apache.fory.serializer.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A record for Fory: a hash of its components' names and types, then the components. In place of
 * Fory's own, which keeps the accessors of every record, and so its class loader, in a static map.
 */
final class ForyRecord<T> extends Serializer<T> {
  private final List<Field> fields;
  private final Constructor<T> constructor;
  private final int shape;

  private ForyRecord(Config config, Class<T> type, List<Field> fields) {
    super(config, type);
    this.fields = fields;
    RecordComponent[] components = type.getRecordComponents();
    this.constructor = constructor(type, components);
    this.shape =
        Arrays.stream(components)
            .map(component -> component.getName() + ':' + component.getType().getName())
            .toList()
            .hashCode();
  }

  /** Returns a serializer, or null where the record's module does not let its fields be read. */
  static <T> @Nullable Serializer<T> of(Config config, Class<T> type) {
    return RecordFields.of(type)
        .<Serializer<T>>map(fields -> new ForyRecord<>(config, type, fields))
        .orElse(null);
  }

  @Override
  public void write(WriteContext context, T value) {
    context.getBuffer().writeInt32(shape);
    for (Field field : fields) {
      context.writeRef(RecordFields.read(field, value));
    }
  }

  @Override
  public T read(ReadContext context) {
    if (context.getBuffer().readInt32() != shape) {
      throw new DeserializationException("another version of " + constructor.getName());
    }
    Object[] components = new Object[fields.size()];
    for (int i = 0; i < components.length; i++) {
      components[i] = context.readRef();
    }
    try {
      return constructor.newInstance(components);
    } catch (InvocationTargetException | InstantiationException | IllegalAccessException e) {
      throw new DeserializationException(constructor.getName(), e);
    }
  }

  private static <T> Constructor<T> constructor(Class<T> type, RecordComponent[] components) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<T> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new AssertionError("a record has its canonical constructor: " + type, e);
    }
  }
}
