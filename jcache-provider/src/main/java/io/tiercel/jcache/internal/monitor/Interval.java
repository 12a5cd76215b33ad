/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.monitor;

import io.tiercel.monitoring.Counts;
import java.util.Map;

/**
 * What happened in an interval of the collection.
 *
 * @param beganNanos when it began
 * @param endedNanos when it ended
 * @param total what all caches did
 * @param series what the caches with the most reads did, by name
 * @param timings how long things took
 */
record Interval(
    long beganNanos, long endedNanos, Counts total, Map<String, Counts> series, Timings timings) {}
