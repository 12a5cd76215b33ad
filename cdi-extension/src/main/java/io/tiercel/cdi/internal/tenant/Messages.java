/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.tenant;

/** The messages of this package: numbers 4000 to 4049. */
final class Messages {
  private Messages() {}

  static String noTenant(String resource, String caller) {
    return "TIERCEL-4000 cache '"
        + resource
        + "': a tenant must be named: caller="
        + caller
        + " (call inside TenantContext.callAs, send the header that tiercel.tenant.header names,"
        + " make a TenantResolver bean, mark an argument with @TenantId, or set tiercel.caches."
        + resource
        + ".scope = shared)";
  }
}
