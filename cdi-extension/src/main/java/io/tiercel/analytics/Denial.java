/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import org.jspecify.annotations.Nullable;

/**
 * A call that a limiter did not allow.
 *
 * @param tenant the tenant of the call, or null if there is none
 * @param limiter the limiter's name
 * @param subject who asked
 * @param degraded whether it was decided without Redis
 */
record Denial(@Nullable String tenant, String limiter, String subject, boolean degraded) {}
