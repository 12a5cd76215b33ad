/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What a run measures and for how long. System properties {@code load.*} change single values.
 *
 * @param sizes how many rows there are
 * @param cells the latency table
 * @param pairs misses beside no cache
 * @param mix the realistic mix
 * @param seed where all chance begins
 * @param options what the JVMs of the servers get besides, such as a flight recording; or empty
 */
record LoadPlan(Sizes sizes, Cells cells, Pairs pairs, Mix mix, long seed, String options) {
  /** How many rows each table has; each tenant has as many as the others. */
  record Sizes(int tenants, int contacts, int conversations, int messages) {
    Sizes {
      require(
          tenants >= 1 && contacts >= tenants && conversations >= tenants,
          "each tenant needs a contact and a conversation");
      require(messages >= conversations, "each conversation needs a message");
    }
  }

  /**
   * The latency table: each endpoint, column and number of clients.
   *
   * @param clients how many ask at once
   * @param judged up to how many of them targets are judged
   * @param warmUp for how long answers are not counted
   * @param length for how long they are
   */
  record Cells(List<Integer> clients, int judged, Duration warmUp, Duration length) {
    Cells {
      clients = List.copyOf(clients);
    }
  }

  /**
   * Misses and no cache in turns: each half of a pair asks once for every tenant, several times.
   *
   * @param count how many pairs
   * @param rounds how often each half asks for every tenant
   */
  record Pairs(int count, int rounds) {
    Pairs {
      require(count >= 7, "an interval needs 7 pairs or more");
    }
  }

  /**
   * The realistic mix.
   *
   * @param clients how many ask at once
   * @param length for how long, without and with caches
   * @param least how often each client asks at least
   * @param writePercent how many requests of a hundred write
   * @param exponent of the zipf distribution of the tenants
   * @param nodes how many servers with caches share the requests, one or two
   */
  record Mix(
      int clients, Duration length, int least, int writePercent, double exponent, int nodes) {}

  /** The plan of the issue, changed by system properties. */
  static LoadPlan configured() {
    return new LoadPlan(
        new Sizes(
            Integer.getInteger("load.tenants", 100),
            Integer.getInteger("load.contacts", 200_000),
            Integer.getInteger("load.conversations", 100_000),
            Integer.getInteger("load.messages", 1_000_000)),
        new Cells(
            Arrays.stream(System.getProperty("load.clients", "1,16,100,1000").split(","))
                .map(Integer::valueOf)
                .toList(),
            16,
            millis("load.warm-up-millis", 1_000),
            millis("load.cell-millis", 3_000)),
        new Pairs(Integer.getInteger("load.pairs", 15), Integer.getInteger("load.rounds", 2)),
        new Mix(
            16,
            millis("load.mix-millis", 60_000),
            1,
            5,
            Double.parseDouble(System.getProperty("load.zipf", "1.0")),
            2),
        Long.getLong("load.seed", 20_260_101),
        System.getProperty("load.options", ""));
  }

  /** About how long a run takes, with what it needs to start and to make its rows. */
  long minutes() {
    long cell = cells.length().plus(cells.warmUp()).toSeconds() + 1;
    long columns = (long) Endpoint.values().length * Column.values().length;
    long judged = cells.clients().stream().filter(clients -> clients <= cells.judged()).count();
    return 3
        + (cells.clients().size() * (columns + 2) + columns) * cell / 60
        + judged * Endpoint.values().length * pairs.count() * pairs.rounds() * 2L / 60
        + 2 * mix.length().toMinutes();
  }

  private static Duration millis(String key, int usual) {
    return Duration.ofMillis(Integer.getInteger(key, usual));
  }

  private static void require(boolean condition, String rule) {
    if (!condition) {
      throw new IllegalArgumentException(Messages.badPlan(rule));
    }
  }
}
