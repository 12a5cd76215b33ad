/* SPDX-License-Identifier: Apache-2.0 */
/** Limits on how often something may happen, counted in Redis for all nodes together. */
@NullMarked
package io.tiercel.ratelimit;

import org.jspecify.annotations.NullMarked;
