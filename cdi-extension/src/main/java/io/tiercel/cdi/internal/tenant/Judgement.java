/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.tenant;

import io.tiercel.ratelimit.RateLimiterConfiguration;
import io.tiercel.ratelimit.Verdict;

/**
 * What a limiter said to a request.
 *
 * @param limiter what limits
 * @param verdict what it said
 */
public record Judgement(RateLimiterConfiguration limiter, Verdict verdict) {}
