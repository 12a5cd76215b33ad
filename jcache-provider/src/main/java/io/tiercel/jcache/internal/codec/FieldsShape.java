/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static java.lang.invoke.MethodType.methodType;

import java.io.Externalizable;
import java.io.Serializable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How objects of one class are made and filled from their fields, without a constructor of theirs,
 * as serialization does it. There is none of a class that takes part in its own serialization, of
 * one whose fields are shut to us, or below one that is not serializable. Made once per class;
 * making an object costs a reflective call and one compiled method for all fields. Safe for many
 * threads.
 */
final class FieldsShape {
  /** What lets a class take part in its serialization, whatever the parameters. */
  private static final Set<String> HOOKS =
      Set.of("writeObject", "readObject", "readObjectNoData", "writeReplace", "readResolve");

  private static final @Nullable MethodHandle MAKER = maker();

  private final Constructor<?> constructor;
  private final MethodHandle all;
  private final MethodHandle[] getters;
  private final MethodHandle[] setters;
  private final int bytes;

  private FieldsShape(Constructor<?> constructor, List<Field> fields)
      throws IllegalAccessException {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    MethodHandle copier = MethodHandles.empty(methodType(void.class, Object.class, Object.class));
    List<MethodHandle> read = new ArrayList<>();
    List<MethodHandle> write = new ArrayList<>();
    for (Field field : fields) {
      MethodHandle getter = lookup.unreflectGetter(field);
      MethodHandle setter = lookup.unreflectSetter(field);
      MethodHandle one =
          MethodHandles.filterArguments(setter, 1, getter)
              .asType(methodType(void.class, Object.class, Object.class));
      copier = MethodHandles.foldArguments(one, copier);
      if (!field.getType().isPrimitive()) {
        read.add(getter.asType(methodType(Object.class, Object.class)));
        write.add(setter.asType(methodType(void.class, Object.class, Object.class)));
      }
    }
    this.constructor = constructor;
    this.all = copier;
    this.getters = read.toArray(MethodHandle[]::new);
    this.setters = write.toArray(MethodHandle[]::new);
    this.bytes = Snapshot.HEADER + Long.BYTES * fields.size();
  }

  /** Returns the shape of a class, or null if its objects are better left to serialization. */
  @SuppressWarnings("checkstyle:IllegalCatch") // method handles declare all
  static @Nullable FieldsShape of(Class<?> type) {
    if (MAKER == null || Externalizable.class.isAssignableFrom(type) || type.isHidden()) {
      return null;
    }
    List<Field> fields = new ArrayList<>();
    try {
      for (Class<?> each = type; each != Object.class; each = each.getSuperclass()) {
        if (each == null || !isPlain(each) || !addFields(each, fields)) {
          return null;
        }
      }
      Constructor<?> constructor = (Constructor<?>) MAKER.invoke(type);
      return constructor == null ? null : new FieldsShape(constructor, fields);
    } catch (InaccessibleObjectException | IllegalAccessException | LinkageError e) {
      return null;
    } catch (Throwable e) {
      throw unexpected(type, e);
    }
  }

  /** Tells whether a class says nothing of how its own fields are serialized. */
  static boolean isPlain(Class<?> type) {
    if (!Serializable.class.isAssignableFrom(type) || AllowList.isOfJdk(type)) {
      return false;
    }
    for (Method method : type.getDeclaredMethods()) {
      if (HOOKS.contains(method.getName())) {
        return false;
      }
    }
    return true;
  }

  /** Adds the serialized fields of a class; false where the class itself names them. */
  private static boolean addFields(Class<?> type, List<Field> fields) {
    for (Field field : type.getDeclaredFields()) {
      if (field.getName().equals("serialPersistentFields")) {
        return false;
      }
      if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
        field.setAccessible(true);
        fields.add(field);
      }
    }
    return true;
  }

  /** Returns a new object with the fields of another. */
  @SuppressWarnings("checkstyle:IllegalCatch") // method handles declare all
  Object copy(Object from) {
    try {
      Object made = constructor.newInstance();
      all.invokeExact(made, from);
      return made;
    } catch (Throwable e) {
      throw unexpected(constructor, e);
    }
  }

  /** Returns the number of fields that refer to objects. */
  int references() {
    return getters.length;
  }

  /** Returns what a field refers to. */
  @SuppressWarnings("checkstyle:IllegalCatch") // method handles declare all
  @Nullable Object get(Object owner, int field) {
    try {
      return (Object) getters[field].invokeExact(owner);
    } catch (Throwable e) {
      throw unexpected(getters[field], e);
    }
  }

  /** Lets a field refer to something else. */
  @SuppressWarnings("checkstyle:IllegalCatch") // method handles declare all
  void set(Object owner, int field, @Nullable Object value) {
    try {
      setters[field].invokeExact(owner, value);
    } catch (Throwable e) {
      throw unexpected(setters[field], e);
    }
  }

  /** Throws what the JDK failed with; nothing of the application's runs here. */
  private static AssertionError unexpected(Object subject, Throwable failure) {
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    return new AssertionError("made accessible: " + subject, failure);
  }

  /** Returns the bytes of an object without what its fields refer to. */
  int bytes() {
    return bytes;
  }

  /**
   * Returns what makes the constructors that serialization uses, or null where it is out of sight:
   * module jdk.unsupported, which a server may hide. By name, since the compiler warns of it.
   */
  private static @Nullable MethodHandle maker() {
    try {
      Class<?> factory = Class.forName("sun.reflect.ReflectionFactory");
      Object instance = factory.getMethod("getReflectionFactory").invoke(null);
      return MethodHandles.publicLookup()
          .findVirtual(
              factory, "newConstructorForSerialization", methodType(Constructor.class, Class.class))
          .bindTo(instance);
    } catch (ReflectiveOperationException | LinkageError e) {
      return null;
    }
  }
}
