/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import java.util.List;

/** Where rows are kept. Called by one thread at a time. */
interface InvalidationStore extends AutoCloseable {
  /**
   * Stores rows in one transaction of its own.
   *
   * @throws Exception if none of them is stored
   */
  void write(List<InvalidationLog> rows) throws Exception;

  @Override
  void close();
}
