/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.http;

import io.tiercel.cdi.internal.InjectedCaches;
import io.tiercel.jcache.config.TiercelSettings;
import io.tiercel.jcache.spi.EntryOptions;
import io.tiercel.jcache.spi.LoadingCache;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.Providers;
import java.io.IOException;
import java.lang.reflect.Method;
import java.security.Principal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests of {@link CachedResponse} resources from the cache, and decides which responses
 * {@link CachedResponseWriter} keeps. Of concurrent requests that miss the same response one keeps
 * its own; none waits for another.
 */
@CachedResponse(cacheName = "")
@Priority(CachedResponseFilter.AFTER_AUTHORIZATION)
@Provider
public final class CachedResponseFilter implements ContainerRequestFilter, ContainerResponseFilter {
  /** Behind {@link jakarta.ws.rs.Priorities#AUTHORIZATION}: a hit skips no check. */
  static final int AFTER_AUTHORIZATION = 2500;

  @Context private @Nullable ResourceInfo resource;
  @Context private @Nullable Providers providers;

  /** Creates the filter; the server does. */
  public CachedResponseFilter() {}

  @Override
  public void filter(ContainerRequestContext request) {
    Method method = resource == null ? null : resource.getResourceMethod();
    CachedResponse settings = method == null ? null : settingsOf(method);
    if (method == null || settings == null || !RequestRules.mayUse(request, settings)) {
      return;
    }
    Principal principal = request.getSecurityContext().getUserPrincipal();
    List<String> key =
        ResponseKey.of(request, varyOf(settings), settings.isPrivate() ? principal : null);
    LoadingCache<Object, Object> cache =
        CDI.current().select(InjectedCaches.class).get().ofNow(settings.cacheName(), name(method));
    if (RequestRules.wantsFresh(request)) {
      cache.remove(key);
    }
    boolean ofTenant = !cache.getName().equals(settings.cacheName());
    ResponseMaking making = new ResponseMaking(settings, ofTenant);
    CompletableFuture<@Nullable Object> answer =
        ask(cache, key, ResponseTags.options(settings, request, cache.getName()), making);
    if (answer.isDone() && answer.getNow(null) instanceof byte[] bytes) {
      StoredResponse stored = StoredResponse.from(bytes);
      if (stored == null) {
        cache.remove(key);
      } else {
        request.abortWith(StoredAnswer.to(request, stored, Clock.systemUTC().millis()));
      }
    } else {
      request.setProperty(ResponseMaking.PROPERTY, making);
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response)
      throws IOException {
    if (!(request.getProperty(ResponseMaking.PROPERTY) instanceof ResponseMaking making)) {
      return;
    }
    if (!ResponseRules.mayKeep(request, response)) {
      making.giveUp();
      request.removeProperty(ResponseMaking.PROPERTY);
      return;
    }
    CachedResponse settings = making.settings();
    // A cache outside of the application does not know tenants.
    String keeper = settings.isPrivate() || making.isOfTenant() ? "private" : "public";
    response.getHeaders().putSingle("Cache-Control", keeper + ", max-age=" + settings.ttl());
    varyOf(settings).forEach(header -> response.getHeaders().add("Vary", header));
    String tenantHeader =
        CDI.current().select(TiercelSettings.class).get().application().tenant().header();
    if (making.isOfTenant() && tenantHeader != null) {
      response.getHeaders().add("Vary", tenantHeader);
    }
    making.begin(response.getStatus(), ResponseRules.kept(response.getStringHeaders()));
    if (request.getMethod().equals("HEAD")) {
      making.giveUp();
      request.removeProperty(ResponseMaking.PROPERTY);
    } else if (request.getHeaderString("If-None-Match") != null) {
      answerConditional(request, response, making);
    }
  }

  /** Makes the body now, for its tag tells whether the client has it already. */
  private void answerConditional(
      ContainerRequestContext request, ContainerResponseContext response, ResponseMaking making)
      throws IOException {
    byte[] body =
        providers == null ? null : MadeBody.of(response, providers, making.settings().maxBody());
    if (body == null) {
      return;
    }
    MediaType type = response.getMediaType();
    String tag = making.end(response.getHeaders(), type, body);
    request.removeProperty(ResponseMaking.PROPERTY);
    if (StoredAnswer.matches(request.getHeaderString("If-None-Match"), tag)) {
      response.setStatus(Response.Status.NOT_MODIFIED.getStatusCode());
      response.setEntity(null);
      StoredAnswer.keepOfNotModified(response.getHeaders().keySet());
    } else {
      response.setEntity(body, response.getEntityAnnotations(), type);
    }
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // the signature is that of any source; ours is safe
  private static CompletableFuture<@Nullable Object> ask(
      LoadingCache<Object, Object> cache,
      List<String> key,
      EntryOptions options,
      ResponseMaking making) {
    try {
      return cache.getLater(key, options, making::stored);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static List<String> varyOf(CachedResponse settings) {
    List<String> vary = new ArrayList<>(List.of("Accept"));
    vary.addAll(List.of(settings.vary()));
    return vary;
  }

  private static @Nullable CachedResponse settingsOf(Method method) {
    CachedResponse own = method.getAnnotation(CachedResponse.class);
    return own == null ? method.getDeclaringClass().getAnnotation(CachedResponse.class) : own;
  }

  private static String name(Method method) {
    return method.getDeclaringClass().getName() + "." + method.getName();
  }
}
