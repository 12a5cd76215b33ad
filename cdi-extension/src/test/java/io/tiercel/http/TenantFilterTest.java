/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.cdi.TenantMismatchException;
import io.tiercel.cdi.internal.TiercelExtension;
import io.tiercel.cdi.internal.tenant.RequestTrace;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.SecurityContext;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ResourceConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The claim of every token here is "acme". */
class TenantFilterTest {
  private static final ApplicationHandler REST =
      new ApplicationHandler(
          new ResourceConfig(
              CacheHeaderFilter.class,
              Authentication.class,
              TenantFilter.class,
              TenantMismatchMapper.class,
              Plain.class));

  private SeContainer container;

  @BeforeEach
  void start() {
    container =
        SeContainerInitializer.newInstance()
            .disableDiscovery()
            .addExtensions(new TiercelExtension())
            .initialize();
  }

  @AfterEach
  void stop() {
    container.close();
    RequestTrace.bind(null);
  }

  @Test
  void request_headerDiffersFromTheToken_is403BeforeTheResource() throws Exception {
    assertThat(status("plain", "globex")).isEqualTo(403);
    assertThat(status("plain", "acme")).isEqualTo(200);
    assertThat(status("plain", null)).isEqualTo(200);
  }

  @Test
  void request_differenceIsFoundWithinTheResource_is403() throws Exception {
    assertThat(status("plain/late", null)).isEqualTo(403);
  }

  @Test
  void servletRequest_headerDiffersFromTheToken_is403AndGoesNoFurther() throws Exception {
    List<Object> errors = new ArrayList<>();
    List<Object> served = new ArrayList<>();
    var response =
        (HttpServletResponse)
            proxy(
                HttpServletResponse.class,
                (method, argument) -> {
                  errors.add(method + "=" + argument);
                  return null;
                });
    FilterChain chain = (request, answer) -> served.add(request);
    new RequestTraceFilter().doFilter(servletRequest("globex"), response, chain);
    assertThat(errors).containsExactly("sendError=403");
    assertThat(served).isEmpty();
    assertThat(RequestTrace.find()).isNull();
    new RequestTraceFilter().doFilter(servletRequest("acme"), response, chain);
    assertThat(errors).hasSize(1);
    assertThat(served).hasSize(1);
  }

  private static int status(String path, @Nullable String tenant)
      throws ExecutionException, InterruptedException {
    var request =
        new ContainerRequest(
            URI.create("http://localhost/"),
            URI.create("http://localhost/" + path),
            "GET",
            null,
            new MapPropertiesDelegate(),
            null);
    if (tenant != null) {
      request.header("X-Tenant", tenant);
    }
    return REST.apply(request).get().getStatus();
  }

  private static HttpServletRequest servletRequest(String tenant) {
    return (HttpServletRequest)
        proxy(
            HttpServletRequest.class,
            (method, argument) ->
                switch (method) {
                  case "getUserPrincipal" -> token();
                  case "getHeader" -> "X-Tenant".equals(argument) ? tenant : null;
                  case "getRemoteAddr" -> "10.0.0.1";
                  default -> null;
                });
  }

  private static JsonWebToken token() {
    return (JsonWebToken)
        proxy(
            JsonWebToken.class,
            (method, argument) ->
                switch (method) {
                  case "getName" -> "ann";
                  case "getClaimNames" -> Set.of("tenant");
                  default -> "tenant".equals(argument) ? "acme" : null;
                });
  }

  private static Object proxy(Class<?> type, Answer answer) {
    return Proxy.newProxyInstance(
        TenantFilterTest.class.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) ->
            answer.of(method.getName(), arguments == null ? null : arguments[0]));
  }

  /** What a method answers to its first argument. */
  private interface Answer {
    @Nullable Object of(String method, @Nullable Object argument);
  }

  /** A resource. */
  @Path("plain")
  public static class Plain {
    @GET
    public String read() {
      return "read";
    }

    @GET
    @Path("late")
    public String late() {
      throw new TenantMismatchException("late");
    }
  }

  /** Reads the token, as a server does. */
  @Priority(Priorities.AUTHENTICATION)
  public static class Authentication implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
      request.setSecurityContext(
          (SecurityContext)
              proxy(
                  SecurityContext.class,
                  (method, argument) ->
                      switch (method) {
                        case "getUserPrincipal" -> (Principal) token();
                        case "isUserInRole", "isSecure" -> false;
                        default -> null;
                      }));
    }
  }
}
