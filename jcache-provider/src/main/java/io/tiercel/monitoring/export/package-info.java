/* SPDX-License-Identifier: Apache-2.0 */
/** What all ways out of the metrics share: names, labels, and a bound on the series. */
@NullMarked
package io.tiercel.monitoring.export;

import org.jspecify.annotations.NullMarked;
