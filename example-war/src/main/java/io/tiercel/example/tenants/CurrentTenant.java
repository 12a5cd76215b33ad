/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.tenants;

import io.tiercel.jcache.config.TiercelSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The tenant that the current request speaks for: the one that its header names, the same for
 * statements and for caches.
 */
@ApplicationScoped
public class CurrentTenant {
  @Inject HttpServletRequest request;
  @Inject TiercelSettings settings;

  /** Returns the tenant's id. {@link TenantGuard} has refused requests that name none. */
  public String id() {
    String id = find();
    if (id == null) {
      throw new IllegalStateException(Messages.noTenant());
    }
    return id;
  }

  @Nullable String find() {
    String id = request.getHeader(settings.application().tenant().header());
    return id == null || id.isBlank() ? null : id.strip();
  }
}
