/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.tenants;

/** What a tenant pays for. */
public enum Plan {
  /** Nothing. */
  FREE,
  /** By the seat. */
  PRO,
  /** By contract. */
  ENTERPRISE
}
