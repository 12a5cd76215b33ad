/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.session;

import java.time.Duration;

/**
 * How long sessions last.
 *
 * @param idle the life of a session that nobody reads, positive; reads prolong it, at the latest
 *     after a tenth of it, so a session may end a tenth early
 * @param absolute the life of a session whatever is done with it, not below {@code idle}
 */
public record SessionTimeouts(Duration idle, Duration absolute) {
  /** Half an hour without a read, twelve hours in all. */
  public static final SessionTimeouts DEFAULT =
      new SessionTimeouts(Duration.ofMinutes(30), Duration.ofHours(12));

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if {@code idle} is not positive, or above {@code absolute}
   */
  public SessionTimeouts {
    if (idle.isNegative() || idle.isZero() || idle.compareTo(absolute) > 0) {
      throw new IllegalArgumentException(Messages.badTimeouts(idle, absolute));
    }
  }
}
