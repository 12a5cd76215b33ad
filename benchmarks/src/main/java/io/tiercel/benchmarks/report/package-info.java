/* SPDX-License-Identifier: Apache-2.0 */
/** Measures what has a target beside its peers, in turn, and writes tables and a plot of it. */
@NullMarked
package io.tiercel.benchmarks.report;

import org.jspecify.annotations.NullMarked;
