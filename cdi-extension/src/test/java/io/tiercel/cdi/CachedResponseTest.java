/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.http.CacheHeaderFilter;
import io.tiercel.http.CachedResponse;
import io.tiercel.http.CachedResponseFilter;
import io.tiercel.http.CachedResponseWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses of a real HTTP server, kept by tenant. */
@ContainerTest
class CachedResponseTest {
  private static final String[] ACME = {"X-Tenant", "acme"};

  private final Application application = Application.of(Nothing.class);
  private final RestServer server;

  CachedResponseTest() throws Exception {
    server =
        new RestServer(
            CacheHeaderFilter.class,
            CachedResponseFilter.class,
            CachedResponseWriter.class,
            Pages.class);
  }

  @BeforeEach
  void startCounting() {
    Pages.CALLS.set(0);
  }

  @AfterEach
  void close() {
    server.close();
    application.close();
  }

  @Test
  void get_again_isAnsweredFromTheCache() {
    HttpResponse<String> first = server.get("pages/1", ACME);
    assertThat(first.body()).isEqualTo("page 1 of call 1");
    assertThat(header(first, "X-Cache")).isEqualTo("MISS");
    assertThat(header(first, "Age")).isNull();
    HttpResponse<String> second = server.get("pages/1", ACME);
    assertThat(second.body()).isEqualTo("page 1 of call 1");
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(header(second, "X-Cache")).isEqualTo("HIT-L1");
    assertThat(header(second, "Age")).containsOnlyDigits();
    for (HttpResponse<String> response : List.of(first, second)) {
      assertThat(header(response, "Cache-Control")).isEqualTo("private, max-age=60");
      assertThat(header(response, "Content-Type")).startsWith("text/plain");
      assertThat(header(response, "X-Own")).isEqualTo("own");
      assertThat(header(response, "ETag")).matches("\"[A-Za-z0-9_-]{22}\"");
      assertThat(response.headers().allValues("Vary")).contains("Accept", "X-Flavour", "X-Tenant");
    }
    assertThat(header(second, "ETag")).isEqualTo(header(first, "ETag"));
  }

  @Test
  void get_otherTenantPathQueryOrVariedHeader_isAnotherResponse() {
    String first = server.get("pages/1", ACME).body();
    assertThat(server.get("pages/1", "X-Tenant", "globex").body()).isNotEqualTo(first);
    assertThat(server.get("pages/2", ACME).body()).isNotEqualTo(first);
    assertThat(server.get("pages/1?size=1", ACME).body()).isNotEqualTo(first);
    assertThat(server.get("pages/1", "X-Tenant", "acme", "X-Flavour", "salt").body())
        .isNotEqualTo(first);
    assertThat(server.get("pages/1", "X-Tenant", "acme", "X-Other", "x").body()).isEqualTo(first);
    assertThat(server.get("pages/1?b=2&a=1", ACME).body())
        .isEqualTo(server.get("pages/1?a=1&b=2", ACME).body());
    assertThat(server.get("pages/1?a=1&a=2", ACME).body())
        .isNotEqualTo(server.get("pages/1?a=2&a=1", ACME).body());
  }

  @Test
  void get_ifNoneMatch_isAnsweredWith304() {
    String etag = header(server.get("pages/1", ACME), "ETag");
    for (String wanted : new String[] {etag, "\"x\", W/" + etag, "*"}) {
      HttpResponse<String> response =
          server.get("pages/1", "X-Tenant", "acme", "If-None-Match", wanted);
      assertThat(response.statusCode()).isEqualTo(304);
      assertThat(response.body()).isEmpty();
      assertThat(header(response, "ETag")).isEqualTo(etag);
      assertThat(header(response, "Cache-Control")).isEqualTo("private, max-age=60");
      assertThat(header(response, "X-Own")).isNull();
    }
    assertThat(server.get("pages/1", "X-Tenant", "acme", "If-None-Match", "\"x\"").statusCode())
        .isEqualTo(200);
    assertThat(Pages.CALLS).hasValue(1);
  }

  /** A client may still have what the cache has lost. */
  @Test
  void get_ifNoneMatchOnAMiss_isAnsweredWith304AndStored() {
    String etag = requireNonNull(header(server.get("pages/still/1", ACME), "ETag"));
    application.caches().invalidate("acme", "pages");
    HttpResponse<String> response =
        server.get("pages/still/1", "X-Tenant", "acme", "If-None-Match", etag);
    assertThat(response.statusCode()).isEqualTo(304);
    assertThat(response.body()).isEmpty();
    assertThat(header(response, "ETag")).isEqualTo(etag);
    assertThat(header(response, "Cache-Control")).isEqualTo("private, max-age=60");
    assertThat(header(response, "X-Cache")).isEqualTo("MISS");
    assertThat(header(response, "X-Own")).isNull();
    HttpResponse<String> next = server.get("pages/still/1", ACME);
    assertThat(next.body()).isEqualTo("still");
    assertThat(header(next, "X-Cache")).isEqualTo("HIT-L1");
    assertThat(header(next, "ETag")).isEqualTo(etag);
    assertThat(header(next, "Content-Type")).startsWith("text/plain");
    assertThat(header(next, "X-Own")).isEqualTo("own");
    application.caches().invalidate("acme", "pages");
    HttpResponse<String> other =
        server.get("pages/still/1", "X-Tenant", "acme", "If-None-Match", "\"other\"");
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(other.body()).isEqualTo("still");
    assertThat(header(other, "ETag")).isEqualTo(etag);
    assertThat(header(other, "Content-Type")).startsWith("text/plain");
    assertThat(header(server.get("pages/still/1", ACME), "X-Cache")).isEqualTo("HIT-L1");
    HttpResponse<String> large =
        server.get("pages/odd/large", "X-Tenant", "acme", "If-None-Match", etag);
    assertThat(large.body()).hasSize(5000);
  }

  @Test
  void tags_ofPathQueryAndTenant_reachResponses() {
    for (String tag : List.of("page:1", "size:3", "tenant:acme")) {
      String first = server.get("pages/tagged/1?size=3", ACME).body();
      assertThat(server.get("pages/tagged/1?size=3", ACME).body()).isEqualTo(first);
      application.caches().invalidateTag("globex", tag);
      application.caches().invalidateTag("acme", "page:3");
      assertThat(server.get("pages/tagged/1?size=3", ACME).body()).isEqualTo(first);
      application.caches().invalidateTag("acme", tag);
      assertThat(server.get("pages/tagged/1?size=3", ACME).body()).isNotEqualTo(first);
    }
    assertThat(server.get("pages/tagged/" + "x".repeat(1000), ACME).statusCode()).isEqualTo(200);
  }

  @Test
  void head_isAnsweredFromWhatGetStored() {
    server.send("HEAD", "pages/1", ACME);
    assertThat(Pages.CALLS).hasValue(1);
    server.get("pages/1", ACME);
    HttpResponse<String> head = server.send("HEAD", "pages/1", ACME);
    assertThat(Pages.CALLS).hasValue(2);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(header(head, "X-Cache")).isEqualTo("HIT-L1");
    assertThat(header(head, "ETag")).isNotNull();
  }

  @Test
  void get_authenticated_isNeitherAnsweredNorKeptUnlessPrivate() {
    server.get("pages/1", ACME);
    server.get("pages/1", "X-Tenant", "acme", "X-User", "ann");
    server.get("pages/1", "X-Tenant", "acme", "Authorization", "Bearer x");
    assertThat(Pages.CALLS).hasValue(3);
    assertThat(server.get("pages/1", ACME).body()).endsWith("call 1");
  }

  @Test
  void get_ofASharedResource_mayBeKeptByAnyCache() {
    for (HttpResponse<String> response :
        List.of(server.get("pages/countries", ACME), server.get("pages/countries"))) {
      assertThat(response.body()).isEqualTo("countries of call 1");
      assertThat(header(response, "Cache-Control")).isEqualTo("public, max-age=300");
      assertThat(response.headers().allValues("Vary")).containsExactly("Accept");
    }
  }

  @Test
  void get_private_eachPrincipalHasItsOwn() {
    HttpResponse<String> ann = server.get("pages/mine", "X-Tenant", "acme", "X-User", "ann");
    assertThat(header(ann, "Cache-Control")).isEqualTo("private, max-age=300");
    HttpResponse<String> bob = server.get("pages/mine", "X-Tenant", "acme", "X-User", "bob");
    assertThat(bob.body()).isNotEqualTo(ann.body());
    assertThat(server.get("pages/mine", "X-Tenant", "acme", "X-User", "ann").body())
        .isEqualTo(ann.body());
    server.get("pages/mine", ACME);
    server.get("pages/mine", ACME);
    assertThat(Pages.CALLS).hasValue(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cookie", "streamed", "missing", "no-store", "large", "void", "partial"})
  void get_responseMustNotBeKept_passesThrough(String kind) {
    HttpResponse<String> first = server.get("pages/odd/" + kind, ACME);
    HttpResponse<String> second = server.get("pages/odd/" + kind, ACME);
    assertThat(Pages.CALLS).hasValue(2);
    assertThat(second.statusCode()).isEqualTo(first.statusCode());
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(header(second, "Age")).isNull();
    assertThat(application.keys("acme", "odd")).isEmpty();
  }

  @Test
  void get_large_isWhole() {
    assertThat(server.get("pages/odd/large", ACME).body()).hasSize(5000);
  }

  @Test
  void get_methodFails_isAskedAgain() {
    assertThat(server.get("pages/odd/broken", ACME).statusCode()).isEqualTo(500);
    assertThat(server.get("pages/odd/broken", ACME).statusCode()).isEqualTo(500);
    assertThat(Pages.CALLS).hasValue(2);
  }

  @Test
  void get_clientWantsFresh_runsAndReplaces() {
    server.get("pages/1", ACME);
    assertThat(server.get("pages/1", "X-Tenant", "acme", "Cache-Control", "no-cache").body())
        .endsWith("call 2");
    assertThat(server.get("pages/1", ACME).body()).endsWith("call 2");
    assertThat(server.get("pages/1", "X-Tenant", "acme", "Cache-Control", "no-store").body())
        .endsWith("call 3");
    assertThat(server.get("pages/1", ACME).body()).endsWith("call 2");
  }

  @Test
  void get_rangeIsAsked_passesThrough() {
    server.get("pages/1", ACME);
    server.get("pages/1", "X-Tenant", "acme", "Range", "bytes=0-1");
    assertThat(Pages.CALLS).hasValue(2);
  }

  @Test
  void otherMethod_runsEachTime_unlessListed() {
    server.send("DELETE", "pages/1", ACME);
    server.send("DELETE", "pages/1", ACME);
    assertThat(Pages.CALLS).hasValue(2);
    server.send("POST", "pages/search", ACME);
    server.send("POST", "pages/search", ACME);
    assertThat(Pages.CALLS).hasValue(3);
  }

  @Test
  void cascade_reachesResponses() {
    server.get("pages/conversations", ACME);
    server.get("pages/conversations", "X-Tenant", "globex");
    application.caches().invalidateAfterCreate("acme", "messages");
    server.get("pages/conversations", ACME);
    assertThat(Pages.CALLS).hasValue(3);
    server.get("pages/conversations", "X-Tenant", "globex");
    assertThat(Pages.CALLS).hasValue(3);
  }

  @Test
  void get_invalidatedWhileItIsMade_isNotKept() {
    Pages.before = () -> application.caches().invalidateAfterCreate("acme", "messages");
    assertThat(server.get("pages/conversations", ACME).body()).endsWith("call 1");
    Pages.before = null;
    assertThat(server.get("pages/conversations", ACME).body()).endsWith("call 2");
    assertThat(server.get("pages/conversations", ACME).body()).endsWith("call 2");
  }

  @Test
  void get_noTenant_fails() {
    assertThat(server.get("pages/1").statusCode()).isEqualTo(500);
    assertThat(Pages.CALLS).hasValue(0);
  }

  @Test
  void get_storedBytesAreOfAnotherVersion_isMadeAnew() {
    server.get("pages/1", ACME);
    Object key = application.caches().cache("acme", "pages").iterator().next().getKey();
    application.caches().cache("acme", "pages").put(key, new byte[] {9, 9});
    assertThat(server.get("pages/1", ACME).body()).endsWith("call 2");
    application.caches().cache("acme", "pages").put(key, new byte[] {1, 0});
    assertThat(server.get("pages/1", ACME).body()).endsWith("call 3");
  }

  private static @Nullable String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse(null);
  }

  @Dependent
  static class Nothing {}

  /** What the server offers. */
  @Path("pages")
  @Produces("text/plain")
  public static class Pages {
    static final AtomicInteger CALLS = new AtomicInteger();
    static volatile @Nullable Runnable before;

    @GET
    @Path("{id}")
    @CachedResponse(cacheName = "pages", ttl = 60, vary = "X-Flavour")
    public Response page(
        @PathParam("id") String id,
        @QueryParam("size") @Nullable String size,
        @HeaderParam("X-Flavour") @Nullable String flavour) {
      return Response.ok("page " + id + call()).header("X-Own", "own").build();
    }

    @GET
    @Path("still/{id}")
    @CachedResponse(cacheName = "pages", ttl = 60)
    public Response still(@PathParam("id") String id) {
      call();
      return Response.ok("still").header("X-Own", "own").build();
    }

    @GET
    @Path("tagged/{id}")
    @CachedResponse(
        cacheName = "pages",
        tags = {"page:{id}", "size:{size}", "tenant:{tenant}"})
    public String tagged(@PathParam("id") String id, @QueryParam("size") @Nullable String size) {
      return "tagged" + call();
    }

    @DELETE
    @Path("{id}")
    @CachedResponse(cacheName = "pages")
    public String delete(@PathParam("id") String id) {
      return "deleted" + call();
    }

    @POST
    @Path("search")
    @CachedResponse(cacheName = "pages", methods = "POST")
    public String search() {
      return "found" + call();
    }

    @GET
    @Path("mine")
    @CachedResponse(cacheName = "pages", isPrivate = true)
    public String mine() {
      return "mine" + call();
    }

    @GET
    @Path("countries")
    @CachedResponse(cacheName = "countries")
    public String countries() {
      return "countries" + call();
    }

    @GET
    @Path("conversations")
    @CachedResponse(cacheName = "conversations")
    public String conversations() {
      Runnable first = before;
      if (first != null) {
        first.run();
      }
      return "conversations" + call();
    }

    @GET
    @Path("odd/{kind}")
    @CachedResponse(cacheName = "odd", maxBody = 4999)
    public Response odd(@PathParam("kind") String kind) {
      call();
      var noStore = new CacheControl();
      noStore.setNoStore(true);
      return switch (kind) {
        case "cookie" ->
            Response.ok("c").cookie(new NewCookie.Builder("session").value("1").build()).build();
        case "streamed" ->
            Response.ok((StreamingOutput) out -> out.write("s".getBytes(StandardCharsets.US_ASCII)))
                .build();
        case "missing" -> Response.status(404).entity("none").build();
        case "no-store" -> Response.ok("n").cacheControl(noStore).build();
        case "large" -> Response.ok("x".repeat(5000)).build();
        case "void" -> Response.noContent().build();
        case "partial" -> Response.status(206).entity("p").build();
        default -> throw new IllegalStateException(Map.of("kind", kind).toString());
      };
    }

    private static String call() {
      return " of call " + CALLS.incrementAndGet();
    }
  }
}
