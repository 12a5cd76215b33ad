/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.peers;

import org.jspecify.annotations.Nullable;

/** A cache in this process. */
interface LocalCache extends AutoCloseable {
  @Nullable Object get(String key);

  void put(String key, Object value);

  @Override
  void close();
}
