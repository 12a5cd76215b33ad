/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.http;

import io.tiercel.cdi.RateLimited;
import io.tiercel.cdi.internal.LimitedCalls;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;

/**
 * Limits resources of Jakarta REST that carry {@link RateLimited}, be they beans or not: after
 * authentication and authorization, before the request is read. Where the resource is a bean, its
 * interceptor does not count the same call again.
 */
@Provider
public final class RateLimitFeature implements DynamicFeature {
  /** Behind {@link Priorities#AUTHORIZATION}: who is refused there takes no permits. */
  static final int AFTER_AUTHORIZATION = Priorities.AUTHORIZATION + 100;

  /** Creates the feature; the server does. */
  public RateLimitFeature() {}

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    Class<?> type = resource.getResourceClass();
    Method method = resource.getResourceMethod();
    if (method.isAnnotationPresent(RateLimited.class)
        || method.isAnnotationPresent(RateLimited.Several.class)
        || type.isAnnotationPresent(RateLimited.class)
        || type.isAnnotationPresent(RateLimited.Several.class)) {
      context.register(
          new RateLimitFilter(
              () -> CDI.current().select(LimitedCalls.class).get().judge(type, method)),
          AFTER_AUTHORIZATION);
    }
  }
}
