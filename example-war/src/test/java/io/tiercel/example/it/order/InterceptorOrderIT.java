/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands around the cache, and what it stands around, in the server. */
@ExtendWith(ArquillianExtension.class)
@Tag("smoke")
class InterceptorOrderIT {
  private static final String OF_THE_INBOX = "/WEB-INF/(lib/.*|jboss-deployment-structure\\.xml)";

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @ArquillianResource private @Nullable URL application;

  @Deployment(testable = false)
  static WebArchive order() {
    WebArchive inbox =
        ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("inbox.war")));
    WebArchive order = ShrinkWrap.create(WebArchive.class, "order.war");
    inbox
        .getContent(path -> path.get().matches(OF_THE_INBOX))
        .forEach((path, node) -> order.add(node.getAsset(), path));
    return order
        .addClasses(Ledger.class, AsReader.class, Journal.class)
        .addClasses(OneTenant.class, OrderServlet.class, Librarian.class, Shelf.class)
        .addAsWebInfResource("servers/glassfish-web.xml", "glassfish-web.xml")
        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
  }

  /** A server that has only just started may do its first reads without L2. */
  @BeforeEach
  void cacheIsThere() {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              String first = get("shelf?id=any").body();
              assertThat(first).startsWith("shelf any of call ");
              assertThat(get("shelf?id=any").body()).isEqualTo(first);
            });
  }

  @Test
  @Tag("run-as")
  void ejb_roleIsMissing_isDeniedThoughTheAnswerIsCached() throws Exception {
    assertThat(get("anybody?id=1").statusCode()).isEqualTo(403);
    String first = get("reader?id=1").body();
    assertThat(first).startsWith("ledger 1 of call ");
    assertThat(get("reader?id=1").body()).as("the cached answer").isEqualTo(first);
    assertThat(get("anybody?id=1").statusCode()).isEqualTo(403);
  }

  @Test
  @Tag("run-as")
  void ejb_cacheIsWithinTheTransaction_putFollowsTheCommitAlone() throws Exception {
    assertThat(get("roll-back?id=2").body()).isEqualTo("true");
    assertThat(get("reader?id=2").body()).startsWith("ledger 2 of call ");
    assertThat(get("write?id=2").body()).isEqualTo("true");
    assertThat(get("reader?id=2").body()).isEqualTo("written");
  }

  @Test
  void cdiBean_cacheIsOutsideTheTransaction_hitOpensNoneAndAnswersAreStoredAfterIt()
      throws Exception {
    assertThat(get("journal?id=1").body()).isEqualTo("page 1");
    assertThat(get("journal?id=1").body()).isEqualTo("page 1");
    assertThat(get("log").body().lines()).containsExactlyElementsOf(Journal.ofOneRead());
  }

  @ParameterizedTest
  @ValueSource(strings = {"change", "change-all"})
  void transaction_rollsBack_theCacheIsAsItWas(String change) throws Exception {
    String id = "?id=rollback-" + change;
    String cached = get("shelf" + id).body();
    assertThat(get("shelf" + id).body()).isEqualTo(cached);

    String within = get(change + "-roll-back" + id).body();

    assertThat(within).as("read after the change, in its transaction").isNotEqualTo(cached);
    assertThat(get("shelf" + id).body()).isEqualTo(cached);
  }

  @ParameterizedTest
  @ValueSource(strings = {"change", "change-all"})
  void transaction_commits_whatWasCachedIsOld(String change) throws Exception {
    String id = "?id=commit-" + change;
    String cached = get("shelf" + id).body();

    String within = get(change + id).body();

    String after = get("shelf" + id).body();
    assertThat(after).isNotIn(cached, within);
    assertThat(get("shelf" + id).body()).isEqualTo(after);
  }

  private HttpResponse<String> get(String call) throws IOException, InterruptedException {
    URI address = URI.create(Objects.requireNonNull(application) + "order/" + call);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }
}
