/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.tenant;

import io.tiercel.jcache.config.TenantSettings;

/** The messages of this package: numbers 4000 to 4049. */
final class Messages {
  private Messages() {}

  static String twoTenants(TenantSettings settings) {
    return "TIERCEL-4001 request: its tenant header must equal the claim of its token: header="
        + settings.header()
        + ", claim="
        + settings.claim()
        + " (send the header of the token's tenant, or none)";
  }

  static String noTenant(String resource, String caller) {
    return "TIERCEL-4000 cache '"
        + resource
        + "': a tenant must be named: caller="
        + caller
        + " (call inside TenantContext.callAs, send the header that tiercel.tenant.header names"
        + " from one of tiercel.http.trusted-proxies, or the claim of tiercel.tenant.claim,"
        + " make a TenantResolver bean, mark an argument with @TenantId, or set tiercel.caches."
        + resource
        + ".scope = shared)";
  }
}
