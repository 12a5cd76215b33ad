/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.monitoring;

/** What is counted of each cache on this node. Each count only grows. */
public enum Measure {
  /** Reads that L1 answered. */
  L1_HITS,
  /** Reads that asked L1 in vain. */
  L1_MISSES,
  /** Reads that L2 answered. */
  L2_HITS,
  /** Reads that asked L2 in vain, also because it did not answer. */
  L2_MISSES,
  /** Reads that no tier above the source answered. */
  MISSES,
  /** Values stored, loaded ones among them. */
  PUTS,
  /** Bytes of the values stored in L2, before compression and encryption. */
  BYTES,
  /** Entries removed by their key. */
  REMOVALS,
  /** Entries and copies that left L1 for want of room. */
  EVICTIONS,
  /** Invalidations that an application or an annotation asked for. */
  INVALIDATIONS_MANUAL,
  /** Invalidations because a resource that this one depends on was invalidated. */
  INVALIDATIONS_CASCADE,
  /** Invalidations because a tag of the entries was invalidated. */
  INVALIDATIONS_TAG,
  /** Invalidations because a persistent entity changed. */
  INVALIDATIONS_ENTITY,
  /** Calls of the source. */
  LOADS,
  /** Calls of the source that failed. */
  LOAD_FAILURES,
  /** The time of the calls of the source, in nanoseconds. */
  LOAD_NANOS,
  /** Reads of L1 whose time was taken: about one hit in 64. */
  L1_TIMED,
  /** Their time, in nanoseconds. */
  L1_NANOS,
  /** Trips to L2 for reads: all of them are timed. */
  L2_TIMED,
  /** Their time, in nanoseconds. */
  L2_NANOS,
  /** Trips to L2, of any kind, that failed. */
  L2_FAILURES,
  /** Values found in L2 that cannot be decoded. */
  UNDECODABLE
}
