/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tck;

import io.tiercel.cdi.TenantResolver;
import jakarta.enterprise.context.ApplicationScoped;

/** The TCK knows no tenants; our annotations want one. */
@ApplicationScoped
public class OneTenant implements TenantResolver {
  @Override
  public String findTenant() {
    return "tck";
  }
}
