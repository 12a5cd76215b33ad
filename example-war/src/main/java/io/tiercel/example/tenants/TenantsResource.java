/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.tenants;

import io.tiercel.http.CachedResponse;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The tenants to choose from; the only resource that needs none. */
@Path("/tenants")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TenantsResource {
  @Inject Tenants tenants;

  /**
   * Returns all tenants, in a response that any cache may keep for five minutes: it is the same for
   * everybody. What belongs to one tenant is never marked so, for a cache before the gateway that
   * sets {@code X-Tenant-ID} would give it to all.
   */
  @GET
  @CachedResponse(cacheName = "tenant-responses")
  public List<TenantView> list() {
    return tenants.list();
  }
}
