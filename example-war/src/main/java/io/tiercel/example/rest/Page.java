/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.rest;

import jakarta.persistence.TypedQuery;
import java.io.Serializable;
import java.util.List;

/**
 * Some rows of a list.
 *
 * @param items the rows, at most {@code size}
 * @param page the number of this page, from 0
 * @param size how many rows a full page has
 * @param more whether there is a next page
 */
public record Page<T>(List<T> items, int page, int size, boolean more) implements Serializable {
  /** How many rows a page has when nothing else is asked for. */
  public static final int SIZE = 50;

  /** The most rows that a page may have. */
  public static final int MAX_SIZE = 200;

  /** The last page that can be asked for. */
  public static final int MAX_PAGE = 9_999;

  /** Returns a page of a query's rows. One statement: one row more than the page tells the rest. */
  public static <T> Page<T> of(TypedQuery<T> query, int page, int size) {
    List<T> rows = query.setFirstResult(page * size).setMaxResults(size + 1).getResultList();
    boolean more = rows.size() > size;
    return new Page<>(List.copyOf(more ? rows.subList(0, size) : rows), page, size, more);
  }

  /** Tells whether this is the page that a list without parameters shows. */
  public static boolean isFirst(int page, int size) {
    return page == 0 && size == SIZE;
  }
}
