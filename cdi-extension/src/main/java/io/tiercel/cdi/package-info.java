/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Annotations, tenants and entity listeners for applications on Jakarta CDI. The methods of beans
 * carry the annotations of {@link javax.cache.annotation}; what follows is what JSR-107 leaves
 * open.
 *
 * <p><b>Cache.</b> {@code cacheName} names a resource, with the settings of {@code
 * tiercel.caches.<resource>}; the cache that a call reaches is the one of its tenant. A {@code
 * cacheResolverFactory} chooses another cache of this provider, and what its tenant is; key
 * generators and resolver factories are beans, or have a constructor without parameters. An
 * annotation at a class means the methods that this class itself declares, where they carry none of
 * their own, and so does {@code @CacheDefaults}.
 *
 * <p><b>Tenant.</b> It is, in this order, the argument that is marked with {@link
 * io.tiercel.cdi.TenantId}, what {@link io.tiercel.cdi.TenantContext} names, what the application's
 * {@link io.tiercel.cdi.TenantResolver} answers or, where there is none, the request: the claim of
 * its token that {@code tiercel.tenant.claim} names, else the header {@code tiercel.tenant.header},
 * which is believed from {@code tiercel.http.trusted-proxies} only. A header that differs from the
 * claim fails with {@link io.tiercel.cdi.TenantMismatchException}, 403 in HTTP. Without a tenant
 * the call fails with {@link io.tiercel.cdi.TenantRequiredException} before the method runs, unless
 * the resource is declared {@code scope = shared}.
 *
 * <p><b>Key.</b> The values of the key parameters, in order; one alone is stored under its own
 * text. A {@code @CacheResult} method without key parameters is stored under its own name: {@code
 * list()} of {@code conversations} lies at {@code org_abc123:conversations:list:v1}. Arrays count
 * by their elements; an argument whose class does not define {@code equals} is refused. The method
 * is no part of the key, so that what one method reads another can change: methods that share a
 * {@code cacheName} share its entries. Two {@code @CacheResult} methods of a cache whose keys can
 * be equal are refused at deployment if they answer different types; if they answer the same type
 * under different names, a warning names them.
 *
 * <p><b>Values.</b> Null is not stored; {@code @CachePut} of null removes the entry. A {@code
 * CompletionStage} or {@code CompletableFuture} is cached when it completes, with the tenant of the
 * call; other results that are not finished when the method returns, such as a {@code Future} or a
 * {@code Stream}, are refused.
 *
 * <p><b>Cascade.</b> {@code @CachePut}, {@code @CacheRemove} and {@code @CacheRemoveAll} invalidate
 * what {@code tiercel.caches.<resource>.cascades-to} names, too; {@link
 * io.tiercel.cdi.CascadeInvalidate} does so for a method that changes no cache of its own. The
 * graph is logged at DEBUG at deployment.
 *
 * <p><b>Injection.</b> {@code CacheManager}, {@code TenantCaches}, {@code TiercelSettings}, and the
 * cache of a resource by {@link io.tiercel.cdi.CacheName}.
 *
 * <p><b>Transactions.</b> Within a JTA transaction changes happen after its commit, and not at all
 * after a rollback. Until then a resource with a waiting change is read past the cache, and the
 * result is not stored. {@code afterInvocation = false} acts at once, and again after the commit; a
 * value that may yet be rolled back is never stored, its entry is removed instead. A method whose
 * result comes later makes its change when both the result and the commit are there. A node that
 * dies between the commit and the invalidation leaves entries as they are until their time to live
 * is over: choose {@code l2.ttl-seconds} with that in mind.
 *
 * <p><b>Order.</b> From the outside: security, {@link io.tiercel.cdi.RateLimited} ({@code
 * PLATFORM_BEFORE + 100}: what is denied reaches neither cache nor method), the cache ({@code
 * PLATFORM_BEFORE + 150}), the server's {@code @Transactional} ({@code PLATFORM_BEFORE + 200}). So
 * a hit opens no transaction, and a method that opens its own has committed before its cache
 * changes. A session bean's roles and its transaction are the container's affair and stand outside
 * all interceptors: there the cache is within the transaction, and its changes wait for the commit.
 * An interceptor of the application's own that checks who calls must have a priority below {@code
 * PLATFORM_BEFORE + 100}: further in, it is not asked when the cache answers.
 *
 * <p>Whatever is wrong with annotations is told at deployment, all of it at once.
 */
@NullMarked
package io.tiercel.cdi;

import org.jspecify.annotations.NullMarked;
