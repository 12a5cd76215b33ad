/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.lang.reflect.Array;
import java.lang.reflect.Proxy;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One walk through a value. It ends without a snapshot at the first part of which it is not certain
 * that a copy would be what serialization makes: a class with a say in its own serialization, one
 * of the JDK that is not known here, one that the manager's loader does not find, an object that
 * can change and is met twice (so there are no cycles either), a mutable key or element where its
 * hash code or order counts, or too many levels. Not safe for many threads.
 */
final class SnapshotTaking {
  private static final int MAX_DEPTH = 64;
  private static final int REFERENCE = 8;
  private static final int BOXED = 24;
  private static final int MAP_ENTRY = 48;

  private final Snapshots snapshots;
  private final Set<Object> met = Collections.newSetFromMap(new IdentityHashMap<>());

  SnapshotTaking(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  /** A part of which there is no snapshot. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private Refused() {
      super(null, null, false, false);
    }
  }

  /** Returns a snapshot of a value, or null if there is none. */
  @SuppressWarnings("checkstyle:IllegalCatch") // a constructor and hash codes of the application
  @Nullable Snapshot of(Object value) {
    try {
      Object taken = requireNonNull(part(value, 0), "value");
      return taken instanceof Snapshot snapshot
          ? snapshot
          : new SharedSnapshot(taken, bytes(taken));
    } catch (Refused | RuntimeException e) {
      return null; // what is wrong with it, serialization says
    }
  }

  /** Returns a snapshot, or the part itself if nobody can change it. */
  private @Nullable Object part(@Nullable Object part, int depth) throws Refused {
    if (part == null) {
      return null;
    }
    if (Immutability.isImmutable(part)) {
      return require(part, part instanceof Serializable);
    }
    require(part, depth < MAX_DEPTH && met.add(part));
    Class<?> type = part.getClass();
    if (type.isArray()) {
      return array(part, depth);
    }
    UnaryOperator<Object> cloner = Cloners.of(part);
    if (cloner != null) {
      return cloned(part, cloner, depth);
    }
    if (Cloners.isFrozen(part)) {
      return frozen(part, depth);
    }
    require(
        part, !(part instanceof Collection) && !(part instanceof Map) && !Proxy.isProxyClass(type));
    return type.isRecord() ? record(part, depth) : fields(part, depth);
  }

  private Snapshot fields(Object part, int depth) throws Refused {
    FieldsShape shape = snapshots.fieldsOf(part.getClass());
    if (shape == null) {
      throw new Refused();
    }
    Object prototype = shape.copy(part);
    @Nullable Snapshot @Nullable [] parts = null;
    long bytes = 2L * shape.bytes();
    for (int i = 0; i < shape.references(); i++) {
      Object taken = part(shape.get(prototype, i), depth + 1);
      bytes += bytes(taken);
      if (taken instanceof Snapshot snapshot) {
        parts = parts == null ? new Snapshot[shape.references()] : parts;
        parts[i] = snapshot;
        shape.set(prototype, i, null);
      }
    }
    return new FieldsSnapshot(shape, prototype, parts, bytes);
  }

  private Object record(Object part, int depth) throws Refused {
    RecordShape shape = snapshots.recordOf(part.getClass());
    if (shape == null) {
      throw new Refused();
    }
    @Nullable Object[] components = shape.components(part);
    long bytes = Snapshot.HEADER;
    boolean open = false;
    for (int i = 0; i < components.length; i++) {
      components[i] = part(components[i], depth + 1);
      bytes += REFERENCE + bytes(components[i]);
      open |= components[i] instanceof Snapshot;
    }
    if (!open) {
      return shared(part);
    }
    RecordSnapshot snapshot = new RecordSnapshot(shape, components, bytes);
    snapshot.thaw(); // its constructor may refuse what it is given
    return snapshot;
  }

  private Snapshot array(Object part, int depth) throws Refused {
    Class<?> component = AllowList.componentOf(part.getClass());
    require(part, snapshots.finds(component));
    Object prototype = ArraySnapshot.copyOf(part);
    if (!(prototype instanceof Object[] elements)) {
      return new ArraySnapshot(prototype, null, Footprint.ofPrimitives(prototype));
    }
    @Nullable Snapshot @Nullable [] parts = null;
    long bytes = Snapshot.HEADER + (long) REFERENCE * Array.getLength(part);
    for (int i = 0; i < elements.length; i++) {
      Object taken = part(elements[i], depth + 1);
      bytes += bytes(taken);
      if (taken instanceof Snapshot snapshot) {
        parts = parts == null ? new Snapshot[elements.length] : parts;
        parts[i] = snapshot;
        Array.set(prototype, i, null);
      }
    }
    return new ArraySnapshot(prototype, parts, bytes);
  }

  @SuppressWarnings("unchecked") // our own copy, whatever it holds
  private Snapshot cloned(Object part, UnaryOperator<Object> cloner, int depth) throws Refused {
    Object prototype = cloner.apply(part);
    long bytes = 2L * Snapshot.HEADER;
    boolean open = false;
    if (prototype instanceof List) {
      ListIterator<Object> elements = ((List<Object>) prototype).listIterator();
      while (elements.hasNext()) {
        Object taken = part(elements.next(), depth + 1);
        bytes += REFERENCE + bytes(taken);
        if (taken instanceof Snapshot) {
          open = true;
          elements.set(taken);
        }
      }
    } else if (prototype instanceof Map) {
      for (Map.Entry<Object, Object> entry : ((Map<Object, Object>) prototype).entrySet()) {
        Object taken = part(entry.getValue(), depth + 1);
        bytes += MAP_ENTRY + bytes(requireClosed(entry.getKey(), depth)) + bytes(taken);
        if (taken instanceof Snapshot) {
          open = true;
          entry.setValue(taken);
        }
      }
    } else if (prototype instanceof Collection<?> elements) {
      for (Object element : elements) {
        bytes += MAP_ENTRY + bytes(requireClosed(element, depth));
      }
    } else {
      bytes += prototype instanceof BitSet bits ? bits.size() / Byte.SIZE : 0;
    }
    return new ClonedSnapshot(prototype, cloner, open, bytes);
  }

  /** Returns a part whose place in its collection hangs on what it is, if nobody can change it. */
  private @Nullable Object requireClosed(@Nullable Object part, int depth) throws Refused {
    Object taken = part(part, depth + 1);
    if (taken instanceof Snapshot) {
      throw new Refused();
    }
    return taken;
  }

  private Object frozen(Object part, int depth) throws Refused {
    if (part instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        requireClosed(entry.getKey(), depth);
        requireClosed(entry.getValue(), depth);
      }
      return shared(part);
    }
    @Nullable Object[] elements = ((Collection<?>) part).toArray();
    long bytes = Snapshot.HEADER;
    boolean open = false;
    for (int i = 0; i < elements.length; i++) {
      elements[i] = part(elements[i], depth + 1);
      bytes += REFERENCE + bytes(elements[i]);
      open |= elements[i] instanceof Snapshot;
    }
    if (!open) {
      return shared(part);
    }
    require(part, Cloners.isFrozenList(part));
    return new FrozenListSnapshot(elements, asksForNull((List<?>) part), bytes);
  }

  /** Returns a part that nobody can change after all: it may be met again. */
  private Object shared(Object part) {
    met.remove(part);
    return part;
  }

  /** {@code List.of} refuses the question, {@code Stream.toList()} does not. */
  private static boolean asksForNull(List<?> list) {
    try {
      var unused = list.contains(null);
      return true;
    } catch (NullPointerException e) {
      return false;
    }
  }

  private static Object require(Object part, boolean certain) throws Refused {
    if (!certain) {
      throw new Refused();
    }
    return part;
  }

  private static long bytes(@Nullable Object part) {
    if (part instanceof Snapshot snapshot) {
      return snapshot.bytes();
    }
    if (part instanceof Enum || part instanceof Boolean) {
      return 0;
    }
    return isBoxed(part) ? BOXED : Footprint.of(part);
  }

  private static boolean isBoxed(@Nullable Object part) {
    return part instanceof Integer
        || part instanceof Long
        || part instanceof Double
        || part instanceof Short
        || part instanceof Float
        || part instanceof Character
        || part instanceof Byte;
  }
}
