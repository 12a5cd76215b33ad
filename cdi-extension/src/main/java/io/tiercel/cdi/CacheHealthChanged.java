/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import io.tiercel.monitoring.CacheHealth;

/**
 * The event that the status of the caches of this node changed, for alerts: {@code void
 * alert(@Observes CacheHealthChanged event)}. Fired by the collection, every {@code
 * tiercel.analytics.interval-seconds}, on a thread of its own.
 *
 * @param before how they were
 * @param now how they are
 */
public record CacheHealthChanged(CacheHealth before, CacheHealth now) {}
