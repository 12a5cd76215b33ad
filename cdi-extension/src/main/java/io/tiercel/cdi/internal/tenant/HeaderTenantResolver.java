/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.tenant;

import io.tiercel.cdi.TenantResolver;
import org.jspecify.annotations.Nullable;

/**
 * Takes the tenant from a header of the request. The header must be set by something that the
 * application trusts, such as its gateway: whoever can set it chooses the tenant.
 *
 * @param header the header's name, or null if none is trusted
 */
public record HeaderTenantResolver(@Nullable String header) implements TenantResolver {
  @Override
  public @Nullable String findTenant() {
    RequestTrace request = RequestTrace.find();
    if (header == null || request == null) {
      return null;
    }
    String tenant = request.findHeader(header);
    return tenant == null || tenant.isBlank() ? null : tenant.strip();
  }
}
