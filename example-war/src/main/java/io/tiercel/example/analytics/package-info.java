/* SPDX-License-Identifier: Apache-2.0 */
/** Saved reports and the figures that they compute from the tables. */
@NullMarked
package io.tiercel.example.analytics;

import org.jspecify.annotations.NullMarked;
