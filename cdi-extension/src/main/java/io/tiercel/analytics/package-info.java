/* SPDX-License-Identifier: Apache-2.0 */
/** Metrics, invalidations and denials of rate limits, kept in the application's database. */
@NullMarked
package io.tiercel.analytics;

import org.jspecify.annotations.NullMarked;
