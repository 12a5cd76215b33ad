/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

/** What the table has a row for. */
enum Endpoint {
  /** The latest 50 conversations, with the names of their contacts: one statement. */
  CONVERSATIONS("/conversations", "api/conversations"),
  /** The first 50 contacts by name: one statement. */
  CONTACTS("/contacts", "api/contacts"),
  /** The dashboard: five statements that count, behind a rate limit. */
  ANALYTICS("/analytics", "api/analytics/dashboard"),
  /** The latest 50 messages: one statement. */
  MESSAGES("/messages", "api/messages");

  private final String title;
  private final String path;

  Endpoint(String title, String path) {
    this.title = title;
    this.path = path;
  }

  String title() {
    return title;
  }

  String path() {
    return path;
  }
}
