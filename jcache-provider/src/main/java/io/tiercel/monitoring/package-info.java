/* SPDX-License-Identifier: Apache-2.0 */
/** What the caches of a manager do and how well they are: metrics, series and health. */
@NullMarked
package io.tiercel.monitoring;

import org.jspecify.annotations.NullMarked;
