/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes snapshots of values whose copies are certain to be what serialization would make of them.
 * Of everything else it takes none: see {@link SnapshotTaking}. Holds classes that the manager's
 * loader finds, and no other. Safe for many threads.
 */
final class Snapshots {
  private final ClassLoader loader;
  private final ConcurrentMap<Class<?>, Optional<FieldsShape>> classes = new ConcurrentHashMap<>();
  private final ConcurrentMap<Class<?>, Optional<RecordShape>> records = new ConcurrentHashMap<>();

  /** Creates what takes snapshots of classes that this loader finds. */
  Snapshots(ClassLoader loader) {
    this.loader = loader;
  }

  /** Returns a snapshot, or null where the value is to be serialized. */
  @Nullable Snapshot of(Object value) {
    return new SnapshotTaking(this).of(value);
  }

  /** Returns the shape of a class, or null if there is none or the loader finds another one. */
  @Nullable FieldsShape fieldsOf(Class<?> type) {
    Optional<FieldsShape> known = classes.get(type);
    if (known == null) {
      if (!finds(type)) {
        return null;
      }
      known = Optional.ofNullable(FieldsShape.of(type));
      classes.putIfAbsent(type, known);
    }
    return known.orElse(null);
  }

  /** Returns the shape of a class of records, as {@link #fieldsOf}. */
  @Nullable RecordShape recordOf(Class<?> type) {
    Optional<RecordShape> known = records.get(type);
    if (known == null) {
      if (!finds(type)) {
        return null;
      }
      known = Optional.ofNullable(RecordShape.of(type));
      records.putIfAbsent(type, known);
    }
    return known.orElse(null);
  }

  /** Tells whether the loader finds this very class by its name. */
  boolean finds(Class<?> type) {
    try {
      return type.isPrimitive() || Class.forName(type.getName(), false, loader) == type;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
