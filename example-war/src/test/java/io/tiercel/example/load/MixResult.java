/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

import java.util.List;

/**
 * What the mix asked for, and what the database was asked because of it.
 *
 * @param tally what clients were answered
 * @param asked the statements that the database was sent
 */
record MixResult(Tally tally, List<LoadDatabase.Asked> asked) {
  MixResult {
    asked = List.copyOf(asked);
  }

  long requests() {
    return tally.reads() + tally.writes();
  }

  /** All statements: of reads, of writes, and of what Tiercel records about itself. */
  long statements() {
    return asked.stream().mapToLong(LoadDatabase.Asked::calls).sum();
  }

  /** The statements that the inbox reads with. */
  long selects() {
    return asked.stream()
        .filter(statement -> !statement.ofTiercel() && statement.isSelect())
        .mapToLong(LoadDatabase.Asked::calls)
        .sum();
  }

  /** The statements that Tiercel records its metrics and invalidations with. */
  long ofTiercel() {
    return asked.stream()
        .filter(LoadDatabase.Asked::ofTiercel)
        .mapToLong(LoadDatabase.Asked::calls)
        .sum();
  }
}
