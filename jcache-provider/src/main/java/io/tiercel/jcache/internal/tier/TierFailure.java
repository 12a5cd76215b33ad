/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

/** A tier could not be asked, or did not answer in time: what it did, if anything, is unknown. */
public final class TierFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the failure, without a stack trace of its own: the cause has one. */
  public TierFailure(String message, Throwable cause) {
    super(message, cause, false, false);
  }
}
