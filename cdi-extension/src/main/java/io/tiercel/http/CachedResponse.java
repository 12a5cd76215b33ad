/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.http;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Caches the responses of a Jakarta REST resource, in the cache of the request's tenant, so that
 * cascades and {@code TenantCaches} reach them. A response is found by method, path, query, {@code
 * Accept}, the headers of {@link #vary} and, where it is private, the principal.
 *
 * <p>Stored are successful responses with a body of at most {@link #maxBody}; never one that sets a
 * cookie, is streamed, is partial, or says {@code no-store}, and none to an authenticated request
 * unless {@link #isPrivate}. A response that was invalidated while it was made is not stored.
 *
 * <p>Answers carry {@code Cache-Control}, {@code Vary} and a strong {@code ETag}; those from the
 * cache {@code Age} too. A response of a tenant is {@code private}: a shared cache on its way knows
 * no tenants; and where a header names the tenant ({@code tiercel.tenant.header}), it varies with
 * that. {@code If-None-Match} is answered with 304. {@code HEAD} is answered from what {@code GET}
 * stored. Filters up to {@link jakarta.ws.rs.Priorities#AUTHORIZATION} have run before the cache is
 * asked; interceptors of the resource method have not.
 */
@Documented
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface CachedResponse {
  /** The name of the resource whose cache keeps the responses. */
  String cacheName();

  /** The life of a response in seconds, positive. */
  long ttl() default 300;

  /** The methods whose responses are kept. */
  String[] methods() default "GET";

  /** Whether each principal has responses of its own, which no shared cache may keep either. */
  boolean isPrivate() default false;

  /** The request headers that a response depends on, besides {@code Accept}. */
  String[] vary() default {};

  /**
   * The tags of a response: <code>{name}</code> stands for the path parameter of that name, else
   * for the query parameter, else for nothing; <code>{tenant}
   * </code> for the tenant.
   */
  String[] tags() default {};

  /** The longest body that is kept, in bytes. */
  int maxBody() default 1 << 20;
}
