/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.analytics;

/** What a report counts. */
public enum Metric {
  /** The messages of each day. */
  MESSAGES_PER_DAY(Figures.MESSAGES_PER_DAY),
  /** The conversations that had a message, by status. */
  CONVERSATIONS_BY_STATUS(Figures.CONVERSATIONS_BY_STATUS),
  /** The ten contacts with most messages. */
  BUSIEST_CONTACTS(Figures.BUSIEST_CONTACTS);

  private final String query;

  Metric(String query) {
    this.query = query;
  }

  /** The named query that counts it, with the tenant and the number of days. */
  String query() {
    return query;
  }
}
