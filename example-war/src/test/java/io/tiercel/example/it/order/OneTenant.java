/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it.order;

import io.tiercel.cdi.TenantResolver;
import jakarta.enterprise.context.ApplicationScoped;

/** The tenant of all requests. */
@ApplicationScoped
public class OneTenant implements TenantResolver {
  static final String NAME = "org_order";

  @Override
  public String findTenant() {
    return NAME;
  }
}
