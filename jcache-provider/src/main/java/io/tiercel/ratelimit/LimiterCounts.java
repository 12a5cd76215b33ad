/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.ratelimit;

/**
 * What limiters of one name have said on one node.
 *
 * @param allowed the calls that were allowed
 * @param denied the calls that were not
 * @param degraded those of both that were decided without Redis, though there is one
 */
public record LimiterCounts(long allowed, long denied, long degraded) {}
