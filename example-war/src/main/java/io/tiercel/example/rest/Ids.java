/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.rest;

/**
 * Ids in addresses. Cached methods take them as text: a text is its own Redis key, {@code
 * org_abc123:contacts:17:v1}, where a number is marked as one, to differ from the text.
 */
public final class Ids {
  /** The path of one thing. An id has one spelling, so that it has one key. */
  public static final String PATH = "/{id: [1-9][0-9]{0,17}}";

  private Ids() {}

  /** Returns the number that an id spells. */
  public static long number(String id) {
    return Long.parseLong(id);
  }
}
