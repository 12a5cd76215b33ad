/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

/**
 * What operations that answer a decision do while L2 does not answer: {@code putIfAbsent}, {@code
 * getAndPut} and its kin, {@code replace}, {@code remove(key, old)}, {@code invoke}.
 */
public enum AtomicFailurePolicy {
  /** They throw {@link io.tiercel.jcache.spi.TierUnavailableException}. */
  FAIL,
  /** They are decided on this node alone: two nodes may both win. */
  LOCAL
}
