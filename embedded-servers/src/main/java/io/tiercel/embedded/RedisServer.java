/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.embedded;

/** A Redis to work with, ours or one that exists. */
public interface RedisServer extends AutoCloseable {
  /** The address, such as {@code redis://127.0.0.1:6379}. */
  String address();

  /** Ends a server of ours; an existing one is left alone. */
  @Override
  void close();
}
