/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import java.util.List;

/** Where rows are kept. Safe for many threads. */
interface RowStore extends AutoCloseable {
  /**
   * Stores rows in one transaction of its own.
   *
   * @throws Exception if none of them is stored
   */
  void write(List<?> rows) throws Exception;

  @Override
  void close();
}
