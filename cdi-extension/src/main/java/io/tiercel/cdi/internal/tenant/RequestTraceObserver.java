/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.tenant;

import io.tiercel.jcache.spi.TierLevel;
import io.tiercel.jcache.spi.TierObserver;

/** Tells the request that a thread serves which tier answered its reads. */
public final class RequestTraceObserver implements TierObserver {
  /** Creates the observer; the {@code ServiceLoader} does. */
  public RequestTraceObserver() {}

  @Override
  public void hit(String cacheName, TierLevel tier) {
    read(tier);
  }

  @Override
  public void miss(String cacheName) {
    read(TierLevel.L3);
  }

  private static void read(TierLevel tier) {
    RequestTrace trace = RequestTrace.find();
    if (trace != null) {
      trace.read(tier);
    }
  }
}
