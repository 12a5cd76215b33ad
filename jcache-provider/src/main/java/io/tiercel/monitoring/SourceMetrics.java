/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.monitoring;

/**
 * What the source did.
 *
 * @param loads the calls of it
 * @param failures those that failed
 * @param latency how long they took: all are timed
 */
public record SourceMetrics(long loads, long failures, Latency latency) {}
