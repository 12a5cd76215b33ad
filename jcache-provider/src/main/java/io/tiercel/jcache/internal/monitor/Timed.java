/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.monitor;

/** What is timed. */
enum Timed {
  /** Hits in L1, a sample of them. */
  L1,
  /** Reads of L2. */
  L2,
  /** Writes to L2. */
  L2_WRITES,
  /** Calls of the source. */
  L3
}
