/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tck.shared;

import io.tiercel.http.CacheHeaderFilter;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;

/** Names what a server does not find for itself in its library. */
@Provider
public class TiercelRest implements Feature {
  /** Creates the feature; the server does. */
  public TiercelRest() {}

  @Override
  public boolean configure(FeatureContext context) {
    context.register(CacheHeaderFilter.class);
    return true;
  }
}
