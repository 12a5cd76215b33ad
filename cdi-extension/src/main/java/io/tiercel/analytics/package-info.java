/* SPDX-License-Identifier: Apache-2.0 */
/** Invalidations, kept in the application's database. */
@NullMarked
package io.tiercel.analytics;

import org.jspecify.annotations.NullMarked;
