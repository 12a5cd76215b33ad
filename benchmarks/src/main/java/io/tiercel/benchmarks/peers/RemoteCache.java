/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.peers;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A cache in Redis. Plain commands have a read and a write, and nothing else. */
interface RemoteCache extends AutoCloseable {
  @Nullable Object get(String key);

  void put(String key, Object value);

  default boolean putIfAbsent(String key, Object value) {
    throw new UnsupportedOperationException();
  }

  default boolean replace(String key, Object value) {
    throw new UnsupportedOperationException();
  }

  /** Adds one to a number, and returns the sum. */
  default long increment(String key) {
    throw new UnsupportedOperationException();
  }

  default Map<String, Object> getAll(Set<String> keys) {
    throw new UnsupportedOperationException();
  }

  default void putAll(Map<String, Object> entries) {
    throw new UnsupportedOperationException();
  }

  @Override
  void close();
}
