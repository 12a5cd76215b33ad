/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.rest;

/** The messages of this package, 8020 to 8029. */
final class Messages {
  private Messages() {}

  static String unexpected() {
    return "TIERCEL-8020 request: it failed for a reason that no resource expects";
  }
}
