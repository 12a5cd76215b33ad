/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

/**
 * One cell of the latency table.
 *
 * @param endpoint its row
 * @param column its column
 * @param clients how many asked at once
 * @param tally what they were answered
 */
record Cell(Endpoint endpoint, Column column, int clients, Tally tally) {
  /** The share of answers that came from where the column says. */
  double fromClaimedTier() {
    return tally.tiers().share(column.tier());
  }

  /** Tells whether every answer came from where the column says. */
  boolean isValid() {
    return tally.reads() > 0 && tally.tiers().of(column.tier()) == tally.reads();
  }
}
