/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.LIMIT;
import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.MALFORMED;
import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.REFUSED_CLASS;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * Values as JSON by Jackson, with the modules for it that the application has. A value of exactly
 * the cache's type is plain JSON; any other has the name of its type before it, which is asked of
 * the allow list before anything is loaded. What annotations of the application say of subtypes is
 * asked, too.
 */
final class JsonCodec implements ObjectCodec {
  private static final int SCHEMA = 1;
  private static final int MAX_TYPE_BYTES = 4096;

  private final JsonMapper mapper;
  private final JsonTypes types;
  private final Class<?> valueType;

  JsonCodec(ClassAccess classes, Class<?> valueType) {
    this.types = new JsonTypes(classes);
    this.valueType = valueType;
    JsonFactory factory =
        JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(ReadLimits.MAX_DEPTH)
                    .maxStringLength(ValueCodecs.MAX_BYTES)
                    .build())
            .build();
    this.mapper =
        JsonMapper.builder(factory)
            .typeFactory(new JsonTypeFactory(classes))
            .addModules(MapperBuilder.findModules(classes.loader()))
            .addModule(new JsonRefusal(classes.allowed()))
            .polymorphicTypeValidator(new JsonSubtypes(classes.allowed()))
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
  }

  @Override
  @SuppressWarnings("checkstyle:IllegalCatch") // getters are the user's code
  public EncodedValue encode(Object value) {
    try {
      if (value.getClass() == valueType && types.isPlain(value)) {
        types.requireAllowed(value, value.getClass());
        return new EncodedValue(ObjectCodecs.Ids.JSON, SCHEMA, mapper.writeValueAsBytes(value));
      }
      byte[] type = types.nameOf(value).getBytes(UTF_8);
      byte[] json = mapper.writeValueAsBytes(value);
      byte[] payload =
          ByteBuffer.allocate(type.length + 1 + json.length)
              .put(type)
              .put((byte) '\n')
              .put(json)
              .array();
      return new EncodedValue(ObjectCodecs.Ids.TYPED_JSON, SCHEMA, payload);
    } catch (CacheException e) {
      throw e;
    } catch (StackOverflowError e) {
      throw new CacheException(Messages.tooDeepToWrite("value", value.getClass()), e);
    } catch (IOException | RuntimeException e) {
      Class<?> refused = JsonRefusal.refusedBy(e);
      throw new CacheException(
          refused == null
              ? Messages.notWrittenAs("json", value.getClass(), String.valueOf(e.getMessage()))
              : Messages.notAllowed("value", value.getClass(), refused.getName()),
          e);
    }
  }

  @Override
  public Object decode(EncodedValue value) throws UndecodableValueException {
    ValueCodecs.requireSchema(SCHEMA, value);
    byte[] payload = value.payload();
    if (value.codec() == ObjectCodecs.Ids.JSON) {
      types.requireReadable(valueType);
      return read(payload, 0, mapper.constructType(valueType));
    }
    int end = 0;
    while (end < payload.length && end < MAX_TYPE_BYTES && payload[end] != '\n') {
      end++;
    }
    if (end == payload.length || payload[end] != '\n') {
      throw new UndecodableValueException(MALFORMED, Messages.jsonWithoutType(end), null);
    }
    String type = new String(payload, 0, end, UTF_8);
    return read(payload, end + 1, types.find(type, mapper.getTypeFactory()));
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // setters and constructors are the user's code
  private Object read(byte[] payload, int from, JavaType type) throws UndecodableValueException {
    Object value;
    try {
      value = mapper.readValue(payload, from, payload.length - from, type);
    } catch (StackOverflowError e) {
      throw new UndecodableValueException(LIMIT, Messages.tooDeepToRead(), e);
    } catch (IOException | RuntimeException | LinkageError e) {
      Class<?> refused = JsonRefusal.refusedBy(e);
      throw refused == null
          ? new UndecodableValueException(MALFORMED, Messages.malformed("json", e), e)
          : new UndecodableValueException(
              REFUSED_CLASS, Messages.refusedClass(refused.getName()), e);
    }
    return present(value);
  }

  private static Object present(@Nullable Object value) throws UndecodableValueException {
    if (value == null) {
      throw new UndecodableValueException(MALFORMED, Messages.serializedNull(), null);
    }
    return value;
  }
}
