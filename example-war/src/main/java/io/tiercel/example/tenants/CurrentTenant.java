/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.tenants;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** The tenant that the current request speaks for. */
@ApplicationScoped
public class CurrentTenant {
  @Inject HttpServletRequest request;

  /** Returns the tenant's id. {@link TenantGuard} has refused requests that name none. */
  public String id() {
    String id = find();
    if (id == null) {
      throw new IllegalStateException(Messages.noTenant());
    }
    return id;
  }

  @Nullable String find() {
    return request.getHeader("X-Tenant-ID");
  }
}
