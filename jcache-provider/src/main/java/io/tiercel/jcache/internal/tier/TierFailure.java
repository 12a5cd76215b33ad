/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

import org.jspecify.annotations.Nullable;

/** A tier could not be asked, or did not answer in time: what it did, if anything, is unknown. */
public final class TierFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What to do about it, as words that fit between brackets. */
  private final String cure;

  /**
   * Creates the failure, without a stack trace of its own: the cause has one.
   *
   * @param cure what to do about it
   * @param cause what the client said, or null where it was not asked
   */
  public TierFailure(String message, String cure, @Nullable Throwable cause) {
    super(message, cause, false, false);
    this.cure = cure;
  }

  /** Returns what to do about it. */
  public String cure() {
    return cure;
  }
}
