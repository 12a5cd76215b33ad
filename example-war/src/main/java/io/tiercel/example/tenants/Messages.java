/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.tenants;

/** The messages of this package, 8010 to 8019. */
final class Messages {
  private Messages() {}

  static String noTenant() {
    return "TIERCEL-8010 tenant: a tenant's data is read outside a request that names one"
        + " (mark the resource @OfTenant)";
  }
}
