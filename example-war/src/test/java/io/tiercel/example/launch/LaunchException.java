/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.launch;

/** The example could not be started, or ended by itself. The message says why. */
final class LaunchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LaunchException(String message) {
    super(message);
  }

  LaunchException(String message, Throwable cause) {
    super(message, cause);
  }
}
