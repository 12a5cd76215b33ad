/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** What the mix asked of the database, which tiers answered, and what that costs. */
final class MixTables {
  private static final double DATABASE_DOLLARS = 150;
  private static final double REDIS_DOLLARS = 15;
  private static final int PARTS = 6;

  private final LoadResults results;

  MixTables(LoadResults results) {
    this.results = results;
  }

  /** The statements with and without caches, for a thousand requests. */
  String statements() {
    MixResult without = results.without();
    MixResult with = results.with();
    Table table = new Table("for 1,000 requests", "without caches", "with caches", "saved");
    table.row(
        "statements, all that count",
        figure(without.statements() - without.ofTiercel(), without),
        figure(with.statements(), with),
        String.format(Locale.ROOT, "%.1f%%", 100 * results.saved()));
    compare(table, "of these, reads of the inbox", MixResult::selects);
    table.row(
        "of these, writes of the inbox",
        figure(writes(without), without),
        figure(writes(with), with),
        "");
    table.row("of these, Tiercel's own records", "0", figure(with.ofTiercel(), with), "");
    table.row(
        "requests in the run",
        String.format(Locale.ROOT, "%,d", without.requests()),
        String.format(Locale.ROOT, "%,d", with.requests()),
        "");
    table.row(
        "of these, writes",
        String.format(Locale.ROOT, "%,d", without.tally().writes()),
        String.format(Locale.ROOT, "%,d", with.tally().writes()),
        "");
    table.row("reads: p50 / p95 / p99, ms", times(without.tally()), times(with.tally()), "");
    return table.toString();
  }

  /** The shares of the tiers, from the caches' emptiness on. */
  String hits() {
    Table table = new Table("seconds", "L1 hits", "L2 hits", "hits, all", "misses");
    List<TierCounts> seconds = results.with().tally().seconds();
    int part = Math.max(1, (seconds.size() + PARTS - 1) / PARTS);
    for (int from = 0; from < seconds.size(); from += part) {
      int to = Math.min(seconds.size(), from + part);
      TierCounts sum = new TierCounts();
      seconds.subList(from, to).forEach(sum::add);
      row(table, String.format(Locale.ROOT, "%d to %d", from, to), sum);
    }
    row(table, "all", results.with().tally().tiers());
    return table.toString();
  }

  /** The seed's table of costs, from the statements that were counted. */
  String cost() {
    double after = DATABASE_DOLLARS * (1 - results.saved());
    double saved = DATABASE_DOLLARS - after - REDIS_DOLLARS;
    return new Table("10 million requests a month", "before", "after", "saved")
        .row(
            "database",
            dollars(DATABASE_DOLLARS),
            dollars(after),
            dollars(DATABASE_DOLLARS - after))
        .row("Redis", dollars(0), dollars(REDIS_DOLLARS), dollars(-REDIS_DOLLARS))
        .row(
            "all",
            dollars(DATABASE_DOLLARS),
            dollars(after + REDIS_DOLLARS),
            String.format(
                Locale.ROOT, "%s (%.0f%%)", dollars(saved), 100 * saved / DATABASE_DOLLARS))
        .toString();
  }

  private void compare(Table table, String name, ToLongFunction<MixResult> statements) {
    double without =
        (double) statements.applyAsLong(results.without()) / results.without().requests();
    double with = (double) statements.applyAsLong(results.with()) / results.with().requests();
    table.row(
        name,
        figure(statements.applyAsLong(results.without()), results.without()),
        figure(statements.applyAsLong(results.with()), results.with()),
        String.format(Locale.ROOT, "%.1f%%", 100 * (1 - with / without)));
  }

  private static long writes(MixResult mix) {
    return mix.statements() - mix.selects() - mix.ofTiercel();
  }

  private static String figure(long statements, MixResult mix) {
    return String.format(Locale.ROOT, "%,.1f", 1_000.0 * statements / mix.requests());
  }

  private static void row(Table table, String name, TierCounts reads) {
    double l1 = reads.share(Tier.L1);
    double l2 = reads.share(Tier.L2);
    table.row(name, percent(l1), percent(l2), percent(l1 + l2), percent(reads.share(Tier.MISS)));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }

  private static String times(Tally tally) {
    return LatencyTables.millis(tally.millis(50))
        + " / "
        + LatencyTables.millis(tally.millis(95))
        + " / "
        + LatencyTables.millis(tally.millis(99));
  }

  private static String dollars(double amount) {
    return String.format(Locale.ROOT, amount < 0 ? "-$%.0f" : "$%.0f", Math.abs(amount));
  }
}
