/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.tenants;

import io.tiercel.example.rest.Problem;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/**
 * Refuses requests for a tenant's resource that name no tenant, or one that does not exist. Whether
 * a caller may speak for the tenant that it names is for the gateway before this application.
 */
@Provider
@OfTenant
public class TenantGuard implements ContainerRequestFilter {
  @Inject CurrentTenant tenant;
  @Inject Tenants tenants;

  @Override
  public void filter(ContainerRequestContext request) {
    String id = tenant.find();
    if (id == null) {
      request.abortWith(
          Problem.answer(
              Response.Status.BAD_REQUEST, "The header X-Tenant-ID must name the tenant."));
    } else if (!tenants.exists(id)) {
      request.abortWith(
          Problem.answer(
              Response.Status.NOT_FOUND,
              "There is no tenant of the name in X-Tenant-ID; GET api/tenants lists them."));
    }
  }
}
