/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.monitoring;

/** A collection of metrics that goes on until it is closed. */
public interface MetricsCollection extends AutoCloseable {
  /** Ends the collection. */
  @Override
  void close();
}
