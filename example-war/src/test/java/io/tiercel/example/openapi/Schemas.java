/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.openapi;

import jakarta.json.JsonObject;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The schemas of Java types as OpenAPI writes them; records get a name, all else stands inline. */
final class Schemas {
  private static final Map<Type, Map<String, Object>> SIMPLE =
      Map.ofEntries(
          Map.entry(String.class, Map.of("type", "string")),
          Map.entry(boolean.class, Map.of("type", "boolean")),
          Map.entry(int.class, Map.of("type", "integer", "format", "int32")),
          Map.entry(long.class, Map.of("type", "integer", "format", "int64")),
          Map.entry(Long.class, Map.of("type", "integer", "format", "int64")),
          Map.entry(double.class, Map.of("type", "number", "format", "double")),
          Map.entry(Double.class, Map.of("type", "number", "format", "double")),
          Map.entry(Instant.class, Map.of("type", "string", "format", "date-time")),
          Map.entry(LocalDate.class, Map.of("type", "string", "format", "date")),
          Map.entry(JsonObject.class, Map.of("type", "object")));

  private final Map<String, Object> named = new TreeMap<>();

  /** The schemas of all records that were met, by name. */
  Map<String, Object> named() {
    return named;
  }

  /** Returns the schema of a type, with what the annotations of its place say about values. */
  Map<String, Object> of(Type type, AnnotatedElement place) {
    Map<String, Object> schema = new LinkedHashMap<>(of(type));
    Size size = place.getAnnotation(Size.class);
    if (place.isAnnotationPresent(NotBlank.class) || (size != null && size.min() > 0)) {
      schema.put("minLength", 1);
    }
    if (size != null) {
      schema.put("maxLength", size.max());
    }
    if (place.isAnnotationPresent(Email.class)) {
      schema.put("format", "email");
    }
    if (place.isAnnotationPresent(Positive.class)) {
      schema.put("minimum", 1);
    }
    if (place.isAnnotationPresent(Min.class)) {
      schema.put("minimum", (int) place.getAnnotation(Min.class).value());
    }
    if (place.isAnnotationPresent(Max.class)) {
      schema.put("maximum", (int) place.getAnnotation(Max.class).value());
    }
    return schema;
  }

  Map<String, Object> of(Type type) {
    if (SIMPLE.containsKey(type)) {
      return SIMPLE.get(type);
    }
    if (type instanceof ParameterizedType generic) {
      Type[] of = generic.getActualTypeArguments();
      if (generic.getRawType() == List.class) {
        return Map.of("type", "array", "items", of(of[0]));
      }
      if (generic.getRawType() == Map.class) {
        return Map.of("type", "object", "additionalProperties", of(of[1]));
      }
      return reference(
          ((Class<?>) of[0]).getSimpleName() + ((Class<?>) generic.getRawType()).getSimpleName(),
          (Class<?>) generic.getRawType(),
          of[0]);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isEnum()) {
      return Map.of(
          "type",
          "string",
          "enum",
          Arrays.stream(plain.getEnumConstants()).map(String::valueOf).toList());
    }
    return reference(plain.getSimpleName(), plain, null);
  }

  private Map<String, Object> reference(String name, Class<?> of, @Nullable Type argument) {
    if (!of.isRecord()) {
      throw new IllegalArgumentException("no schema is known for " + of);
    }
    if (named.putIfAbsent(name, "under way") == null) {
      named.put(name, schema(of, argument));
    }
    return Map.of("$ref", "#/components/schemas/" + name);
  }

  private Map<String, Object> schema(Class<?> of, @Nullable Type argument) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (RecordComponent component : of.getRecordComponents()) {
      properties.put(
          component.getName(),
          argument != null && component.getType() == List.class
              ? Map.of("type", "array", "items", of(argument))
              : of(component.getGenericType(), component.getAccessor()));
      if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        required.add(component.getName());
      }
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    schema.put("properties", properties);
    return schema;
  }
}
