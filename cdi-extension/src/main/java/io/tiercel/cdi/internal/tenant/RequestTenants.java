/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.tenant;

import io.tiercel.cdi.TenantMismatchException;
import io.tiercel.cdi.TenantResolver;
import io.tiercel.jcache.config.ApplicationSettings;
import io.tiercel.jcache.config.TenantSettings;
import org.jspecify.annotations.Nullable;

/**
 * Takes the tenant from the request: from the claim of the caller's token, else from the header
 * that a trusted proxy sent. Safe for many threads.
 *
 * @param settings where a request names its tenant
 * @param proxies whose header is believed
 */
public record RequestTenants(TenantSettings settings, TrustedProxies proxies)
    implements TenantResolver {
  /** Returns what the settings of an application say. */
  public static RequestTenants of(ApplicationSettings settings) {
    return new RequestTenants(settings.tenant(), TrustedProxies.of(settings.trustedProxies()));
  }

  /**
   * {@inheritDoc}
   *
   * @throws TenantMismatchException if header and claim name different tenants
   */
  @Override
  public @Nullable String findTenant() {
    RequestTrace request = RequestTrace.find();
    return request == null ? null : find(request);
  }

  /**
   * Checks that a request does not name two tenants.
   *
   * @throws TenantMismatchException if its header and its claim differ, whoever sent the header
   */
  public void check(RequestTrace request) {
    find(request);
  }

  private @Nullable String find(RequestTrace request) {
    String sent = settings.header() == null ? null : text(request.findHeader(settings.header()));
    String claimed =
        settings.claim() == null
            ? null
            : text(TokenClaims.find(request.origin().user().get(), settings.claim()));
    if (claimed != null) {
      if (sent != null && !sent.equals(claimed)) {
        throw new TenantMismatchException(Messages.twoTenants(settings));
      }
      return claimed;
    }
    return proxies.contains(request.origin().peer()) ? sent : null;
  }

  private static @Nullable String text(@Nullable String value) {
    return value == null || value.isBlank() ? null : value.strip();
  }
}
