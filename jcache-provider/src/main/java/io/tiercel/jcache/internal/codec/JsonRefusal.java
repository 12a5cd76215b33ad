/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import org.jspecify.annotations.Nullable;

/** Refuses, in both directions, classes and enums in values that are not on the allow list. */
final class JsonRefusal extends SimpleModule {
  private static final long serialVersionUID = 1L;

  JsonRefusal(AllowList allowed) {
    super("tiercel-allow-list");
    setSerializerModifier(new Writing(allowed));
    setDeserializerModifier(new Reading(allowed));
  }

  /** Returns the class for which a failure is, or null if it is none of ours. */
  static @Nullable Class<?> refusedBy(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RefusedException refused) {
        return refused.type;
      }
    }
    return null;
  }

  private static void require(AllowList allowed, Class<?> type) {
    if (!allowed.allows(type)) {
      throw new RefusedException(type);
    }
  }

  /** Says which class is refused. */
  private static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Class<?> type;

    RefusedException(Class<?> type) {
      super(type.getName());
      this.type = type;
    }
  }

  /** The way in. */
  private static final class Writing extends BeanSerializerModifier {
    private static final long serialVersionUID = 1L;

    private final transient AllowList allowed;

    Writing(AllowList allowed) {
      this.allowed = allowed;
    }

    @Override
    public JsonSerializer<?> modifySerializer(
        SerializationConfig config, BeanDescription bean, JsonSerializer<?> serializer) {
      require(allowed, bean.getBeanClass());
      return serializer;
    }

    @Override
    public JsonSerializer<?> modifyEnumSerializer(
        SerializationConfig config,
        JavaType type,
        BeanDescription bean,
        JsonSerializer<?> serializer) {
      require(allowed, type.getRawClass());
      return serializer;
    }
  }

  /** The way out. */
  private static final class Reading extends BeanDeserializerModifier {
    private static final long serialVersionUID = 1L;

    private final transient AllowList allowed;

    Reading(AllowList allowed) {
      this.allowed = allowed;
    }

    @Override
    public JsonDeserializer<?> modifyDeserializer(
        DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> deserializer) {
      require(allowed, bean.getBeanClass());
      return deserializer;
    }

    @Override
    public JsonDeserializer<?> modifyEnumDeserializer(
        DeserializationConfig config,
        JavaType type,
        BeanDescription bean,
        JsonDeserializer<?> deserializer) {
      require(allowed, type.getRawClass());
      return deserializer;
    }
  }
}
