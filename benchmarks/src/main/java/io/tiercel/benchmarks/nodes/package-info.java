/* SPDX-License-Identifier: Apache-2.0 */
/** What several processes on one Redis do together, beside the peers. */
@NullMarked
package io.tiercel.benchmarks.nodes;

import org.jspecify.annotations.NullMarked;
