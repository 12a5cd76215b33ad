/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal;

import jakarta.interceptor.Interceptor;

/**
 * The order of interceptors, outermost first: rate limit, cache, then the server's {@link
 * jakarta.transaction.Transactional} at {@code PLATFORM_BEFORE + 200}. So a hit opens no
 * transaction, and what a method changes is committed before the caches hear of it.
 */
final class InterceptorOrder {
  /** The outermost: what is denied reaches no cache. */
  static final int RATE_LIMIT = Interceptor.Priority.PLATFORM_BEFORE + 100;

  static final int CACHE = Interceptor.Priority.PLATFORM_BEFORE + 150;

  /** Within the cache: what is answered from there invalidates nothing. */
  static final int CASCADE = CACHE + 10;

  static final int TAGS = CACHE + 11;

  private InterceptorOrder() {}
}
