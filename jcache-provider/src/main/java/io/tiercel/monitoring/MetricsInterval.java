/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.monitoring;

import java.time.Duration;

/**
 * What the caches of a manager did on this node in one interval of the collection.
 *
 * @param ago how long ago it ended; zero for the interval that is under way
 * @param metrics what they did, and how long the interval was
 */
public record MetricsInterval(Duration ago, CacheMetrics metrics) {}
