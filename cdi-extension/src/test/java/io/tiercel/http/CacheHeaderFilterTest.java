/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.cdi.Requester;
import io.tiercel.cdi.internal.tenant.RequestTrace;
import io.tiercel.cdi.internal.tenant.RequestTraceObserver;
import io.tiercel.jcache.spi.TierLevel;
import io.tiercel.jcache.spi.TierObserver;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ResourceConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheHeaderFilterTest {
  private static final ApplicationHandler REST =
      new ApplicationHandler(new ResourceConfig(CacheHeaderFilter.class, Reads.class));

  @AfterEach
  void nothingStaysOnTheThread() {
    assertThat(RequestTrace.find()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "L1, HIT-L1",
    "L1 L1, HIT-L1",
    "L1 L2, HIT-L2",
    "L2 L1, HIT-L2",
    "L3, MISS",
    "L1 L3 L2, MISS",
  })
  void response_cachedReads_tellsTheDeepestTier(String tiers, String expected) throws Exception {
    assertThat(xCache(get("reads?tiers=" + tiers.replace(" ", "%20")))).isEqualTo(expected);
  }

  @Test
  void response_noCachedRead_hasNoHeader() throws Exception {
    assertThat(xCache(get("reads?tiers="))).isNull();
    assertThat(xCache(get("unknown"))).isNull();
  }

  @Test
  void response_ofAnEarlierRequestsReads_countsNothing() throws Exception {
    assertThat(xCache(get("reads?tiers=L3"))).isEqualTo("MISS");
    assertThat(xCache(get("reads?tiers=L1"))).isEqualTo("HIT-L1");
  }

  @Test
  void response_methodFailsAfterARead_tellsTheTier() throws Exception {
    ContainerResponse response = get("reads/failing");
    assertThat(response.getStatus()).isEqualTo(409);
    assertThat(xCache(response)).isEqualTo("HIT-L1");
  }

  @Test
  void request_traceOfAnotherRequestIsLeftOnTheThread_isNotUsed() throws Exception {
    RequestTrace.bind(new RequestTrace(name -> "globex"));
    assertThat(get("reads/tenant").getEntity()).isEqualTo("acme");
  }

  private static @Nullable String xCache(ContainerResponse response) {
    return response.getHeaderString("X-Cache");
  }

  private static ContainerResponse get(String path)
      throws ExecutionException, InterruptedException {
    var request =
        new ContainerRequest(
            URI.create("http://localhost/"),
            URI.create("http://localhost/" + path),
            "GET",
            new Requester(null),
            new MapPropertiesDelegate(),
            null);
    request.header("X-Tenant", "acme");
    return REST.apply(request).get();
  }

  /** A resource whose reads found what the request says. */
  @Path("reads")
  public static class Reads {
    private final TierObserver observer = new RequestTraceObserver();

    @GET
    public String read(@QueryParam("tiers") String tiers) {
      for (String tier : List.of(tiers.split(" ", -1))) {
        switch (tier) {
          case "" -> {}
          case "L3" -> observer.miss("acme:contacts");
          default -> observer.hit("acme:contacts", TierLevel.valueOf(tier));
        }
      }
      return "read";
    }

    @GET
    @Path("failing")
    public String fail() {
      observer.hit("acme:contacts", TierLevel.L1);
      throw new WebApplicationException(409);
    }

    @GET
    @Path("tenant")
    public @Nullable String tenant() {
      return requireNonNull(RequestTrace.find()).findHeader("X-Tenant");
    }
  }
}
