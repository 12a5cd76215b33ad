/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

/** How L1 serves caches whose entries live on with each access ({@code l1.sliding}). */
public enum Sliding {
  /** Not at all: every read is told to L2, so that an entry ends exactly when its life is over. */
  EXACT,
  /**
   * It holds copies. A hit moves the life of the copy at once, and that of the entry in L2 at most
   * once in a tenth of the life, a second at least; by as much an entry may outlive its last access
   * in L2. Only the stock policies: any other stays exact.
   */
  COALESCED
}
