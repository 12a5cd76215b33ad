/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import java.util.List;

/**
 * What happened and is not written yet, within bounds. Safe for many threads.
 *
 * @param <E> the kind of events
 */
interface RowBuffer<E> {
  /** Adds an event, or answers false where there is no room for it. */
  boolean offer(E event);

  /** Removes events and returns them as rows, as many as are wanted at most. */
  List<?> take(int most);

  /** Tells whether there is nothing to take. */
  boolean isEmpty();
}
