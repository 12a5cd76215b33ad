/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.spi;

/** The three tiers of a cache, in the order in which a read asks them. */
public enum TierLevel {
  /** The near tier: this process. */
  L1,
  /** The remote tier: Redis or Valkey, shared by all nodes. */
  L2,
  /** The source: a {@code CacheLoader}, or the annotated method and its database. */
  L3
}
