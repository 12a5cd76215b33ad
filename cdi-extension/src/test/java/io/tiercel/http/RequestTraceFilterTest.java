/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiercel.cdi.internal.tenant.RequestTrace;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestTraceFilterTest {
  private final RequestTraceFilter filter = new RequestTraceFilter();

  @AfterEach
  void leaveNothing() {
    RequestTrace.bind(null);
  }

  @Test
  void doFilter_bindsTheRequestForItsTimeOnly() throws Exception {
    List<@Nullable String> tenants = new ArrayList<>();
    filter.doFilter(
        request("acme"),
        response(),
        (request, response) ->
            tenants.add(requireNonNull(RequestTrace.find()).findHeader("X-Tenant")));
    assertThat(tenants).containsExactly("acme");
    assertThat(RequestTrace.find()).isNull();
  }

  @Test
  void doFilter_chainFails_leavesTheThreadAsItWas() {
    var outer = new RequestTrace(name -> null);
    RequestTrace.bind(outer);
    assertThatThrownBy(
            () ->
                filter.doFilter(
                    request("acme"),
                    response(),
                    (request, response) -> {
                      RequestTrace.bind(new RequestTrace(name -> "left behind"));
                      throw new ServletException("broken");
                    }))
        .hasMessage("broken");
    assertThat(RequestTrace.find()).isSameAs(outer);
  }

  private static HttpServletRequest request(String tenant) {
    Map<String, String> headers = Map.of("X-Tenant", tenant);
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            RequestTraceFilterTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                method.getName().equals("getHeader") ? headers.get((String) arguments[0]) : null);
  }

  private static ServletResponse response() {
    return (ServletResponse)
        Proxy.newProxyInstance(
            RequestTraceFilterTest.class.getClassLoader(),
            new Class<?>[] {ServletResponse.class},
            (proxy, method, arguments) -> null);
  }
}
