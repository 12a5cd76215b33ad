/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

/** Where an answer came from, as its header {@code X-Cache} says. */
enum Tier {
  /** From the process itself. */
  L1("HIT-L1"),
  /** From Redis. */
  L2("HIT-L2"),
  /** From the database. */
  MISS("MISS"),
  /** Nothing cached was read. */
  NONE("");

  private final String header;

  Tier(String header) {
    this.header = header;
  }

  /** The tier that a header's value names; {@code NONE} for any other. */
  static Tier of(String value) {
    for (Tier tier : values()) {
      if (tier.header.equals(value)) {
        return tier;
      }
    }
    return NONE;
  }
}
