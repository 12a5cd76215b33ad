/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.limit;

/**
 * What one limit says.
 *
 * @param allowed whether it would give the permits
 * @param remaining how many it has left
 * @param waitMicros when they could be had, in microseconds, 0 for now
 * @param resetMicros when it is as if unused, in microseconds
 */
public record Reading(boolean allowed, long remaining, long waitMicros, long resetMicros) {}
