/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.cdi.RateLimitExceededException;
import io.tiercel.cdi.RateLimitSubject;
import io.tiercel.cdi.RateLimited;
import io.tiercel.cdi.Requester;
import io.tiercel.cdi.internal.LimitedCalls;
import io.tiercel.cdi.internal.TiercelExtension;
import io.tiercel.cdi.internal.tenant.Origin;
import io.tiercel.cdi.internal.tenant.RequestTrace;
import io.tiercel.ratelimit.Limit;
import io.tiercel.ratelimit.LimiterCounts;
import io.tiercel.ratelimit.OutagePolicy;
import io.tiercel.ratelimit.RateLimiterConfiguration;
import io.tiercel.ratelimit.RateLimiters;
import io.tiercel.ratelimit.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ResourceConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RateLimitFeatureTest {
  private static final ApplicationHandler REST =
      new ApplicationHandler(
          new ResourceConfig(
              CacheHeaderFilter.class,
              RateLimitFeature.class,
              RateLimitHeaderFilter.class,
              RateLimitExceptionMapper.class,
              Plain.class));

  private SeContainer container;

  @BeforeEach
  void start() {
    container =
        SeContainerInitializer.newInstance()
            .disableDiscovery()
            .addExtensions(new TiercelExtension())
            .addBeanClasses(Deep.class)
            .initialize();
  }

  @AfterEach
  void stop() {
    container.close();
    RequestTrace.bind(null);
  }

  @Test
  void request_withinTheLimit_tellsPolicyAndWhatIsLeft() throws Exception {
    ContainerResponse response = get("plain", "203.0.113.1", null);
    assertThat(response.getStatus()).isEqualTo(200);
    assertThat(response.getHeaderString("RateLimit-Policy")).isEqualTo("\"api\";q=2;w=86400");
    assertThat(response.getHeaderString("RateLimit")).matches("\"api\";r=1;t=\\d+");
    assertThat(response.getHeaderString("Retry-After")).isNull();
  }

  @Test
  void request_overTheLimit_is429WithAProblemAndOthersAreNotAffected() throws Exception {
    get("plain", "203.0.113.1", null);
    get("plain", "203.0.113.1", null);
    ContainerResponse response = get("plain", "203.0.113.1", null);
    assertThat(response.getStatus()).isEqualTo(429);
    long retry = Long.parseLong(response.getHeaderString("Retry-After"));
    assertThat(retry).isBetween(1L, 2 * 86_400L);
    assertThat(response.getHeaderString("RateLimit-Policy")).isEqualTo("\"api\";q=2;w=86400");
    assertThat(response.getHeaderString("RateLimit")).isEqualTo("\"api\";r=0;t=" + retry);
    assertThat(response.getMediaType()).hasToString("application/problem+json");
    assertThat(response.getEntity())
        .isEqualTo(
            "{\"type\":\"https://iana.org/assignments/http-problem-types#quota-exceeded\","
                + "\"title\":\"Too many requests\",\"status\":429,\"detail\":\"Try again after "
                + retry
                + " s.\",\"violated-policies\":[\"api\"]}");
    assertThat(get("plain", "203.0.113.2", null).getStatus()).isEqualTo(200);
  }

  @Test
  void request_limitedMethodWithin_is429ToTheUserItIsOf() throws Exception {
    assertThat(get("plain/deep", "203.0.113.1", "ann").getStatus()).isEqualTo(200);
    ContainerResponse response = get("plain/deep", "203.0.113.1", "ann");
    assertThat(response.getStatus()).isEqualTo(429);
    assertThat(response.getHeaderString("RateLimit-Policy")).isEqualTo("\"Deep.once\";q=1;w=3600");
    assertThat(get("plain/deep", "203.0.113.1", "bob").getStatus()).isEqualTo(200);
  }

  @Test
  void request_resourceThatIsABean_isCountedOnce() throws Exception {
    RequestTrace.bind(new RequestTrace(name -> null));
    LimitedCalls calls = CDI.current().select(LimitedCalls.class).get();
    Deep bean = CDI.current().select(Deep.class).get();
    calls.judge(Deep.class, Deep.class.getDeclaredMethod("shared"));
    bean.shared();
    assertThat(counts()).containsEntry("shared", new LimiterCounts(1, 0, 0));
    bean.shared();
    assertThat(counts())
        .as("a call from within")
        .containsEntry("shared", new LimiterCounts(2, 0, 0));
  }

  private static Map<String, LimiterCounts> counts() {
    return CDI.current().select(RateLimiters.class).get().counts();
  }

  @Test
  void request_notLimited_hasNoHeaders() throws Exception {
    ContainerResponse response = get("plain/free", "203.0.113.1", null);
    assertThat(response.getStatus()).isEqualTo(200);
    assertThat(response.getHeaderString("RateLimit-Policy")).isNull();
    assertThat(response.getHeaderString("RateLimit")).isNull();
  }

  @Test
  void problem_unavailable_is503() {
    Limit limit = Limit.of(1, Duration.ofSeconds(1));
    var limiter =
        new RateLimiterConfiguration(
            "api", List.of(limit, Limit.of(2, Duration.ofMillis(2500))), OutagePolicy.CLOSED, 1);
    var verdict =
        new Verdict(
            Verdict.Outcome.UNAVAILABLE, limit, 0, Duration.ZERO, Duration.ofSeconds(1), true);
    try (Response response =
        RateLimitHeaders.problem(new RateLimitExceededException(limiter, verdict))) {
      assertThat(response.getStatus()).isEqualTo(503);
      assertThat(response.getHeaderString("Retry-After")).isEqualTo("1");
      assertThat(response.getHeaderString("RateLimit-Policy"))
          .isEqualTo("\"api/PT1S\";q=1;w=1, \"api/PT2.5S\";q=2;w=3");
      assertThat(String.valueOf(response.getEntity())).contains("\"status\":503");
    }
  }

  private static ContainerResponse get(String path, String peer, @Nullable String user)
      throws ExecutionException, InterruptedException {
    RequestTrace.bind(new RequestTrace(name -> null, new Origin(peer, List::of, () -> null)));
    var request =
        new ContainerRequest(
            URI.create("http://localhost/"),
            URI.create("http://localhost/" + path),
            "GET",
            new Requester(user),
            new MapPropertiesDelegate(),
            null);
    return REST.apply(request).get();
  }

  /** A resource that is no bean. */
  @Path("plain")
  public static class Plain {
    @GET
    @RateLimited(permits = 2, per = "P1D", name = "api", by = RateLimitSubject.ADDRESS)
    public String read() {
      return "read";
    }

    @GET
    @Path("deep")
    public String deep() {
      CDI.current().select(Deep.class).get().once();
      return "read";
    }

    @GET
    @Path("free")
    public String free() {
      return "read";
    }
  }

  /** A bean behind the resource. */
  @ApplicationScoped
  public static class Deep {
    @RateLimited(permits = 1, per = "PT1H", by = RateLimitSubject.USER)
    void once() {}

    @RateLimited(permits = 5, per = "P1D", name = "shared")
    void shared() {}
  }
}
