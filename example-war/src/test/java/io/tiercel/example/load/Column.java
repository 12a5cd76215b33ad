/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

/** What the table has a column for, and which tier must have answered there. */
enum Column {
  /** {@code CACHE_ENABLED=false}. */
  NO_CACHE("No cache", Tier.MISS, "c0"),
  /** Copies in the process. */
  L1("L1 hit", Tier.L1, "c1"),
  /** Entries in Redis, on a server without L1. */
  L2("L2 hit", Tier.L2, "c2"),
  /** Nothing cached: all was invalidated before. */
  L3("L3 (miss)", Tier.MISS, "c3");

  private final String title;
  private final Tier tier;
  private final String style;

  Column(String title, Tier tier, String style) {
    this.title = title;
    this.tier = tier;
    this.style = style;
  }

  String title() {
    return title;
  }

  /** How plots show it. */
  String style() {
    return style;
  }

  Tier tier() {
    return tier;
  }
}
