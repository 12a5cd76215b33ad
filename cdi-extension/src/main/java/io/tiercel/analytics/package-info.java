/* SPDX-License-Identifier: Apache-2.0 */
/** Invalidations and denials of rate limits, kept in the application's database. */
@NullMarked
package io.tiercel.analytics;

import org.jspecify.annotations.NullMarked;
