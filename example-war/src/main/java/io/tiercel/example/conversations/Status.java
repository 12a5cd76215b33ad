/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.conversations;

/** Whose turn it is. */
public enum Status {
  /** The tenant must answer. */
  OPEN,
  /** The contact must answer. */
  WAITING,
  /** Nobody. */
  CLOSED
}
