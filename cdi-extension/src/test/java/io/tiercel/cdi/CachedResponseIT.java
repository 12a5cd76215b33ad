/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.http.CacheHeaderFilter;
import io.tiercel.http.CachedResponseFilter;
import io.tiercel.http.CachedResponseWriter;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Responses that two nodes share through Redis. */
class CachedResponseIT {
  private static final String ADDRESS = "tiercel.l2.address";

  private static EmbeddedRedis redis;

  @BeforeAll
  static void start() {
    redis = EmbeddedRedis.start();
    System.setProperty(ADDRESS, redis.address());
  }

  @AfterAll
  static void stop() {
    System.clearProperty(ADDRESS);
    redis.close();
  }

  @Test
  void get_onAnotherNode_isAnsweredByL2ThenByL1() throws Exception {
    HttpResponse<String> made;
    try (Application one = Application.of(CachedResponseTest.Nothing.class);
        RestServer server = server()) {
      assertThat(one.keys("acme", "pages")).isEmpty();
      made = get(server);
      assertThat(header(made, "X-Cache")).isEqualTo("MISS");
    }
    // A new manager has an empty L1, as another node has.
    try (Application other = Application.of(CachedResponseTest.Nothing.class);
        RestServer server = server()) {
      HttpResponse<String> shared = get(server);
      assertThat(header(shared, "X-Cache")).isEqualTo("HIT-L2");
      assertThat(shared.body()).isEqualTo(made.body());
      assertThat(header(shared, "ETag")).isEqualTo(header(made, "ETag"));
      await().until(() -> header(get(server), "X-Cache").equals("HIT-L1"));
      other.caches().invalidate("acme", "pages");
      assertThat(header(get(server), "X-Cache")).isEqualTo("MISS");
    }
  }

  private static RestServer server() throws Exception {
    return new RestServer(
        CacheHeaderFilter.class,
        CachedResponseFilter.class,
        CachedResponseWriter.class,
        CachedResponseTest.Pages.class);
  }

  private static HttpResponse<String> get(RestServer server) {
    return server.get("pages/1?size=3", "X-Tenant", "acme");
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("none");
  }
}
