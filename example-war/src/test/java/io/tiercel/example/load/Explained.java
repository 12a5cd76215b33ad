/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement of an endpoint, as the database received it, and its plan with the times measured.
 *
 * @param endpoint who sends it
 * @param statement its text
 * @param plan what EXPLAIN says
 */
record Explained(Endpoint endpoint, String statement, String plan) {
  private static final Pattern PLACE = Pattern.compile("\\$\\d+");
  private static final int PAGE = 51;
  private static final int TOP = 10;
  private static final int DAYS = 30;

  /**
   * Has an endpoint send its statements on a server without caches, and explains each, with a value
   * in the place of each parameter: the tenant, the rows of a page and one more, the days of the
   * dashboard.
   */
  static List<Explained> of(LoadDatabase database, Target off, Endpoint endpoint, String tenant) {
    off.readAll(endpoint);
    database.forget();
    off.readAll(endpoint);
    List<Explained> all = new ArrayList<>();
    for (LoadDatabase.Asked asked : database.asked()) {
      if (asked.isSelect() && !asked.ofTiercel()) {
        String statement = withValues(asked.text(), tenant);
        all.add(new Explained(endpoint, statement, explain(database, statement)));
      }
    }
    return all;
  }

  /** The statements of all endpoints. */
  static List<Explained> ofAll(LoadDatabase database, Target off, String tenant) {
    List<Explained> all = new ArrayList<>();
    for (Endpoint endpoint : Endpoint.values()) {
      all.addAll(of(database, off, endpoint, tenant));
    }
    return all;
  }

  private static String explain(LoadDatabase database, String statement) {
    StringBuilder plan = new StringBuilder();
    for (List<String> row : database.rows("explain (analyze, buffers, costs off) " + statement)) {
      plan.append(row.get(0)).append('\n');
    }
    return plan.toString().stripTrailing();
  }

  /** Puts a value in the place of each parameter, by the text before it. */
  static String withValues(String text, String tenant) {
    return PLACE
        .matcher(text)
        .replaceAll(place -> Matcher.quoteReplacement(value(text, place.start(), tenant)));
  }

  private static String value(String text, int at, String tenant) {
    String before = text.substring(0, at).stripTrailing();
    if (before.endsWith("tenant_id =")) {
      return "'" + tenant + "'";
    }
    if (before.endsWith("OFFSET")) {
      return "0";
    }
    if (before.endsWith("LIMIT")) {
      return Integer.toString(PAGE);
    }
    if (before.endsWith("limit")) {
      return Integer.toString(TOP);
    }
    if (before.endsWith("today - (") || before.endsWith("days =>")) {
      return Integer.toString(DAYS);
    }
    throw new IllegalArgumentException(Messages.unknownParameter(text, at));
  }
}
