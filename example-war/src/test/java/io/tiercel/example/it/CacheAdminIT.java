/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.tiercel.example.it.InboxClient.Answer;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators may do, and who is one. */
@ExtendWith(ArquillianExtension.class)
class CacheAdminIT {
  private static final String TENANT = "org_abc123";
  private static final String[] ADMIN = {"Authorization", basic("admin:inbox")};
  private static final String[] ADMIN_CHANGES = {
    "Authorization", basic("admin:inbox"), "X-Cache-Admin", "1"
  };

  @ArquillianResource private @Nullable URL application;

  @Deployment(testable = false)
  static WebArchive inbox() {
    return ShrinkWrap.createFromZipFile(WebArchive.class, InboxServices.war().toFile());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, health, '', 401",
    "GET, health, admin:wrong, 401",
    "GET, health, nobody:inbox, 401",
    "GET, health, viewer:inbox, 403",
    "GET, health, admin:inbox, 200",
    "GET, metrics, viewer:inbox, 403",
    "GET, stats?tenant=org_abc123, '', 401",
    "GET, stats?tenant=org_abc123, viewer:inbox, 403",
    "GET, stats?tenant=nobody, admin:inbox, 400",
    "GET, history, '', 401",
    "GET, history, viewer:inbox, 403",
    "GET, recorded, '', 401",
    "GET, recorded, viewer:inbox, 403",
    "GET, recorded?tenant=nobody, admin:inbox, 400",
    "GET, cascades, viewer:inbox, 403",
    "POST, invalidate, '', 401",
    "POST, invalidate, viewer:inbox, 403",
    "POST, invalidate, admin:inbox, 403",
    "POST, warm, admin:inbox, 403"
  })
  void request_withoutWhatIsNeeded_isRefused(
      String method, String path, String credentials, int status) {
    String[] headers =
        credentials.isEmpty() ? new String[0] : new String[] {"Authorization", basic(credentials)};
    Answer answer =
        method.equals("GET")
            ? client().get("admin/cache/" + path, headers)
            : client().post("admin/cache/" + path, body(null), headers);
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    if (status == 401) {
      assertThat(answer.header("WWW-Authenticate")).startsWith("Basic ");
    }
  }

  @Test
  void health_ofAnAdmin_hasScoreAndMetrics() {
    client().get("conversations");
    JsonObject body = client().get("admin/cache/health", ADMIN).object();
    assertThat(body.getJsonObject("health").getBoolean("l2Available")).isTrue();
    assertThat(body.getJsonObject("health").getInt("score")).isBetween(0, 100);
    assertThat(body.getJsonObject("metrics").getJsonObject("sinceStart").getJsonObject("combined"))
        .containsKey("overallHitRate");
    assertThat(body.getString("timestamp")).isNotEmpty();
  }

  @Test
  void metrics_askedForAsText_arePrometheus() {
    client().get("conversations");
    Answer text =
        client()
            .get(
                "admin/cache/metrics",
                "Authorization",
                basic("admin:inbox"),
                "Accept",
                "text/plain");
    assertThat(text.status()).isEqualTo(200);
    assertThat(text.body()).contains("cache_gets_reads_total{cache=", "cache_health_score");
  }

  @Test
  void stats_ofATenant_showWhatWasRecorded() {
    client().get("conversations");
    client().get("conversations");
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              JsonObject stats = client().get("admin/cache/stats?tenant=" + TENANT, ADMIN).object();
              assertThat(stats.getJsonArray("days")).isNotEmpty();
              assertThat(stats.getJsonArray("resources").toString()).contains("conversations");
              assertThat(stats.getJsonObject("report").getInt("hitCount")).isPositive();
            });
  }

  @Test
  void invalidate_withTheHeader_cascades() {
    client().get("conversations");
    assertThat(client().get("conversations").tier()).startsWith("HIT-");
    Answer done = client().post("admin/cache/invalidate", body("messages"), ADMIN_CHANGES);
    assertThat(done.status()).as(done.body()).isEqualTo(200);
    assertThat(done.object().getJsonArray("resources").toString())
        .contains("messages", "conversations");
    assertThat(client().get("conversations").tier()).isEqualTo("MISS");
  }

  @Test
  void invalidate_tag_dropsItsEntriesAndNoOthers() {
    JsonArray items = client().get("conversations").object().getJsonArray("items");
    int tagged = items.getJsonObject(0).getInt("id");
    int other = items.getJsonObject(1).getInt("id");
    List<String> paths =
        List.of(
            "conversations/" + tagged,
            "messages?conversation=" + tagged,
            "conversations/" + other,
            "conversations");
    paths.forEach(path -> client().get(path));
    paths.forEach(path -> assertThat(client().get(path).tier()).as(path).startsWith("HIT-"));

    Answer done =
        client()
            .post(
                "admin/cache/invalidate",
                "{\"tenant\":\"" + TENANT + "\",\"tag\":\"conversation:" + tagged + "\"}",
                ADMIN_CHANGES);

    assertThat(done.status()).as(done.body()).isEqualTo(200);
    assertThat(paths.stream().map(path -> client().get(path).tier().startsWith("HIT-")))
        .containsExactly(false, false, true, true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"tenant":"org_abc123","tag":"a","resource":"messages"} | not both
          {"tenant":"org_abc123","tag":""}                        | tag
          {"tenant":"org_abc123","resource":""}                   | resource
          {"tenant":"org_abc123","resource":"a\\nb"}              | TIERCEL-1062
          {"tenant":"nobody"}                                     | tenant must exist
          """)
  void invalidate_whatCannotBe_isRefusedWithTheReason(String body, String reason) {
    Answer answer = client().post("admin/cache/invalidate", body, ADMIN_CHANGES);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains(reason);
  }

  @Test
  void history_afterReads_hasThemInItsPoints() {
    long before = reads();
    client().get("conversations");
    client().get("conversations");
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(reads()).isGreaterThanOrEqualTo(before + 2));
    JsonArray points = history();
    JsonObject last = points.getJsonObject(points.size() - 1);
    assertThat(last.getJsonObject("latencies")).isNotNull();
    assertThat(points.stream().map(point -> Instant.parse(point.asJsonObject().getString("at"))))
        .isSorted();
  }

  @Test
  void recorded_afterAnInvalidation_hasItsCascadeWithWhatBeganIt() {
    client().post("admin/cache/invalidate", body("contacts"), ADMIN_CHANGES);
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(recorded("?tenant=" + TENANT).getJsonArray("invalidations"))
                    .extracting(
                        row -> row.asJsonObject().getString("resource"),
                        row -> row.asJsonObject().getString("reason"),
                        row -> row.asJsonObject().getString("initiator"))
                    .contains(
                        tuple("contacts", "manual", "contacts"),
                        tuple("conversations", "cascade", "contacts")));
  }

  @Test
  void cascades_ofTheConfiguration_areTransitive() {
    JsonObject cascades = client().get("admin/cache/cascades", ADMIN).object();
    assertThat(cascades.getJsonArray("messages").toString())
        .startsWith("[\"messages\"")
        .contains("threads", "conversations", "analytics");
  }

  @Test
  void warm_withTheHeader_fillsWhatIsReadFirst() {
    long contact =
        client().get("contacts").object().getJsonArray("items").getJsonObject(0).getInt("id");
    client().post("admin/cache/invalidate", body(null), ADMIN_CHANGES);
    Answer done = client().post("admin/cache/warm", body(null), ADMIN_CHANGES);
    assertThat(done.status()).as(done.body()).isEqualTo(200);
    assertThat(done.object().getInt("entries")).isPositive();
    assertThat(client().get("contacts/" + contact).tier()).startsWith("HIT-");
  }

  private JsonArray history() {
    return client().get("admin/cache/history", ADMIN).object().getJsonArray("points");
  }

  private long reads() {
    return history().stream()
        .map(point -> point.asJsonObject().getJsonObject("operations"))
        .mapToLong(operations -> operations.getInt("hits") + operations.getInt("misses"))
        .sum();
  }

  private JsonObject recorded(String query) {
    return client().get("admin/cache/recorded" + query, ADMIN).object();
  }

  private InboxClient client() {
    try {
      return new InboxClient(Objects.requireNonNull(application).toURI(), TENANT);
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static String body(@Nullable String resource) {
    return resource == null
        ? "{\"tenant\":\"" + TENANT + "\"}"
        : "{\"tenant\":\"" + TENANT + "\",\"resource\":\"" + resource + "\"}";
  }

  private static String basic(String credentials) {
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }
}
