/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What stands around the cache, and what it stands around, in the server. */
@ExtendWith(ArquillianExtension.class)
class InterceptorOrderIT {
  private static final String LIBRARIES = "/WEB-INF/lib";

  @ArquillianResource private @Nullable URL application;

  @Deployment(testable = false)
  static WebArchive order() {
    WebArchive inbox =
        ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("inbox.war")));
    WebArchive order = ShrinkWrap.create(WebArchive.class, "order.war");
    inbox
        .getContent(path -> path.get().startsWith(LIBRARIES + "/"))
        .forEach((path, node) -> order.add(node.getAsset(), path));
    return order
        .addClasses(Ledger.class, AsReader.class, Journal.class)
        .addClasses(OneTenant.class, OrderServlet.class)
        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
  }

  @Test
  void ejb_roleIsMissing_isDeniedThoughTheAnswerIsCached() throws Exception {
    assertThat(get("anybody?id=1").statusCode()).isEqualTo(403);
    String first = get("reader?id=1").body();
    assertThat(first).startsWith("ledger 1 of call ");
    assertThat(get("reader?id=1").body()).as("the cached answer").isEqualTo(first);
    assertThat(get("anybody?id=1").statusCode()).isEqualTo(403);
  }

  @Test
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

  private HttpResponse<String> get(String call) throws IOException, InterruptedException {
    URI address = URI.create(Objects.requireNonNull(application) + "order/" + call);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }
}
