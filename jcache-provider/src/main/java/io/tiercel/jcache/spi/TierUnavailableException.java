/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.spi;

import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * The remote tier could not be asked, and the operation must not be decided without it. The message
 * names the cache, the cause and the remedy.
 */
public final class TierUnavailableException extends CacheException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what could not be decided, why, and what to do
   * @param cause what the client of the remote tier reported, or null if it was not asked
   */
  public TierUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
