/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.type.TypeModifier;
import com.fasterxml.jackson.databind.type.TypeParser;
import com.fasterxml.jackson.databind.util.LRUMap;
import com.fasterxml.jackson.databind.util.LookupCache;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Jackson's types with a cache of their own, so that no static one holds the application's classes,
 * and with classes found by name only through the list and the manager's loader.
 */
final class JsonTypeFactory extends TypeFactory {
  private static final long serialVersionUID = 1L;
  private static final int CACHED = 200;

  private final transient ClassAccess classes;

  JsonTypeFactory(ClassAccess classes) {
    this(classes, new LRUMap<>(16, CACHED), null);
  }

  private JsonTypeFactory(
      ClassAccess classes,
      LookupCache<Object, JavaType> cache,
      TypeModifier @Nullable [] modifiers) {
    super(cache, new TypeParser(defaultInstance()), modifiers, classes.loader());
    this.classes = classes;
  }

  @Override
  public TypeFactory withModifier(TypeModifier modifier) {
    TypeModifier[] more =
        _modifiers == null ? new TypeModifier[1] : Arrays.copyOf(_modifiers, _modifiers.length + 1);
    more[more.length - 1] = modifier;
    return new JsonTypeFactory(classes, new LRUMap<>(16, CACHED), more);
  }

  @Override
  public Class<?> findClass(String className) throws ClassNotFoundException {
    try {
      return classes.find(className);
    } catch (UndecodableValueException e) {
      throw new ClassNotFoundException(className, e);
    }
  }
}
