/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

/** Whose calls a limit counts together. Where what it asks for is not known, the address counts. */
public enum RateLimitSubject {
  /** The client's IP address; of IPv6 the first 64 bits, which is what one customer is given. */
  ADDRESS,
  /** The user who is logged in. */
  USER,
  /** The tenant, with all its users. */
  TENANT,
  /** All that is known: tenant, address and user together. */
  COMBINED,
  /** Nobody in particular: all calls are counted together. */
  EVERYBODY
}
