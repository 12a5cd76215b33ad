/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.messages;

/** Which way a message went. */
public enum Direction {
  /** From the contact to the tenant. */
  INBOUND,
  /** From the tenant to the contact. */
  OUTBOUND
}
