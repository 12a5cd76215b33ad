/* SPDX-License-Identifier: Apache-2.0 */
/** What a user would compare, side by side in one run, with a target for each ratio. */
@NullMarked
package io.tiercel.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
