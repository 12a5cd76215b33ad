/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.embedded;

import org.jspecify.annotations.Nullable;

/**
 * A server that could not be started; the message holds what the server said and what to do about
 * it.
 */
public final class ServerStartException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ServerStartException(String message) {
    super(message);
  }

  ServerStartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
