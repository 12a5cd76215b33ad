/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.persistence;

/** The message of this package, 8021. */
final class Messages {
  private Messages() {}

  static String driverStays() {
    return "TIERCEL-8021 database: the driver could not be taken away: its class loader stays"
        + " (restart the server where it was redeployed often)";
  }
}
