/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import java.util.function.Supplier;
import javax.cache.processor.MutableEntry;
import org.jspecify.annotations.Nullable;

/**
 * The entry that an entry processor works on: what it did is noted and made real only when it has
 * returned. Not safe for many threads.
 */
final class ProcessedEntry<K, V> implements MutableEntry<K, V> {
  /** What the processor did. */
  enum Act {
    /** Nothing, or it undid what it had done to an absent entry. */
    NONE,
    /** It read the value. */
    ACCESS,
    /** It set a value where there was none. */
    CREATE,
    /** It read a value that had to be loaded. */
    LOAD,
    /** It set another value. */
    UPDATE,
    /** It removed the entry. */
    REMOVE
  }

  private final K key;
  private final boolean existed;
  private final Supplier<@Nullable V> loader;
  private @Nullable V value;
  private Act act = Act.NONE;

  ProcessedEntry(K key, @Nullable V value, Supplier<@Nullable V> loader) {
    this.key = key;
    this.value = value;
    this.existed = value != null;
    this.loader = loader;
  }

  Act act() {
    return act;
  }

  boolean existed() {
    return existed;
  }

  @Override
  public boolean exists() {
    return value != null;
  }

  @Override
  public K getKey() {
    return key;
  }

  @Override
  public @Nullable V getValue() {
    if (act == Act.NONE) {
      if (value != null) {
        act = Act.ACCESS;
      } else {
        value = loader.get();
        act = value == null ? Act.NONE : Act.LOAD;
      }
    }
    return value;
  }

  @Override
  public void setValue(V newValue) {
    if (newValue == null) {
      throw new NullPointerException("value");
    }
    act = existed ? Act.UPDATE : Act.CREATE;
    value = newValue;
  }

  @Override
  public void remove() {
    act = act == Act.CREATE || act == Act.LOAD ? Act.NONE : Act.REMOVE;
    value = null;
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw Messages.cannotUnwrap("an entry", type);
  }
}
