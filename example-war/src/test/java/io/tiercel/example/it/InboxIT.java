/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiercel.example.it.InboxClient.Answer;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
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

/**
 * The WAR as packaged, in the server, asked over HTTP. Each test speaks for a tenant of its own, so
 * that none meets another's entries.
 */
@ExtendWith(ArquillianExtension.class)
class InboxIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @ArquillianResource private @Nullable URL application;

  @Deployment(testable = false)
  static WebArchive inbox() {
    return ShrinkWrap.createFromZipFile(WebArchive.class, InboxServices.war().toFile());
  }

  @Test
  void get_repeated_isAnsweredByDatabaseThenMemoryThenRedis() {
    InboxClient client = tenant(0);
    // A server serves from L1 as soon as it hears of what others invalidate.
    await().atMost(LIMIT).until(() -> tenant(16).get("contacts").tier(), "HIT-L1"::equals);

    Answer first = client.get("conversations");
    Answer second = client.get("conversations");

    assertThat(first.status()).isEqualTo(200);
    assertThat(first.tier()).isEqualTo("MISS");
    assertThat(second.tier()).isEqualTo("HIT-L1");
    assertThat(second.body()).isEqualTo(first.body());
    await().atMost(LIMIT).until(() -> client.get("conversations").tier(), "HIT-L2"::equals);
    assertThat(client.get("conversations").body()).isEqualTo(first.body());
  }

  @Test
  void get_description_isServedAsYaml() {
    Answer answer = new InboxClient(address(), null).get("../openapi.yaml");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.type()).startsWith("application/yaml");
    assertThat(answer.body()).contains("openapi: 3.0.3", "/api/admin/cache/invalidate:");
  }

  @Test
  void get_oneAndList_leaveReadableKeysInRedis() {
    InboxClient client = new InboxClient(address(), "org_abc123");
    client.get("conversations");
    long contact = firstId(client.get("contacts"));
    client.get("contacts/" + contact);

    assertThat(RedisKeys.beginningWith(InboxServices.redis().port(), "org_abc123:"))
        .contains("org_abc123:conversations:list:v1", "org_abc123:contact:" + contact + ":v1");
    client.get("tenants", "Cache-Control", "no-cache");
    assertThat(RedisKeys.beginningWith(InboxServices.redis().port(), "tenants:"))
        .contains("tenants:list:v1");
  }

  @Test
  void get_tenants_isAnsweredByAKeptResponseAndUnchangedByItsTag() {
    InboxClient client = new InboxClient(address(), null);

    Answer made = client.get("tenants", "Cache-Control", "no-cache");
    Answer kept = client.get("tenants");

    assertThat(made.status()).as(made.body()).isEqualTo(200);
    assertThat(made.header("Age")).isEmpty();
    assertThat(made.header("ETag")).matches("\"[^\"]+\"");
    assertThat(kept.status()).isEqualTo(200);
    assertThat(kept.header("Age")).matches("[0-9]+");
    assertThat(kept.header("ETag")).isEqualTo(made.header("ETag"));
    assertThat(kept.header("Cache-Control")).isEqualTo("public, max-age=300");
    assertThat(kept.header("Vary")).contains("Accept");
    assertThat(kept.tier()).startsWith("HIT-");
    assertThat(kept.type()).startsWith("application/json");
    assertThat(kept.body()).isEqualTo(made.body());
    Answer unchanged = client.get("tenants", "If-None-Match", made.header("ETag"));
    assertThat(unchanged.status()).isEqualTo(304);
    assertThat(unchanged.body()).isEmpty();
    assertThat(unchanged.header("ETag")).isEqualTo(made.header("ETag"));
    Answer other = client.get("tenants", "If-None-Match", "\"other\"");
    assertThat(other.status()).isEqualTo(200);
    assertThat(other.body()).isEqualTo(made.body());
  }

  @Test
  void post_message_makesConversationsOldForItsTenantAlone() {
    InboxClient writer = tenant(1);
    InboxClient other = tenant(2);
    JsonObject conversation = first(writer.get("conversations"));
    writer.get("analytics/dashboard");
    other.get("conversations");
    other.get("analytics/dashboard");

    Answer written = writer.post("messages", message(conversation.getInt("id"), "Hello"));

    assertThat(written.status()).as(written.body()).isEqualTo(201);
    Answer conversations = writer.get("conversations");
    assertThat(conversations.tier()).isEqualTo("MISS");
    assertThat(first(conversations).getInt("id")).isEqualTo(conversation.getInt("id"));
    assertThat(first(conversations).getInt("messageCount"))
        .isEqualTo(conversation.getInt("messageCount") + 1);
    assertThat(writer.get("analytics/dashboard").tier()).isEqualTo("MISS");
    assertThat(other.get("conversations").tier()).startsWith("HIT-");
    assertThat(other.get("analytics/dashboard").tier()).startsWith("HIT-");
  }

  @Test
  void post_message_recordsWhatItInvalidated() {
    InboxClient client = tenant(3);
    int conversation = first(client.get("conversations")).getInt("id");

    client.post("messages", message(conversation, "Recorded"));

    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(recorded(tenantId(3)))
                    .contains(
                        "messages manual messages",
                        "conversations cascade messages",
                        "dashboard-stats cascade messages"));
  }

  /** JSON-B leaves out what is null, Jackson writes it. */
  @Test
  void post_contactWithoutPhone_isAnsweredByTheServersOwnJsonB() {
    Answer created = tenant(0).post("contacts", "{\"name\":\"Nil\",\"email\":\"nil@example.org\"}");
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    assertThat(created.object()).containsKey("createdAt").doesNotContainKey("phone");
  }

  @Test
  void put_contact_isSeenThroughTheEntityListener() {
    InboxClient client = tenant(4);
    long id = firstId(client.get("contacts"));
    client.get("contacts/" + id);
    assertThat(client.get("contacts/" + id).tier()).startsWith("HIT-");

    Answer changed =
        client.put("contacts/" + id, "{\"name\":\"Aaron Aardvark\",\"email\":\"a@example.com\"}");

    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    Answer read = client.get("contacts/" + id);
    assertThat(read.tier()).isEqualTo("MISS");
    assertThat(read.object().getString("name")).isEqualTo("Aaron Aardvark");
    assertThat(first(client.get("contacts")).getInt("id")).isEqualTo((int) id);
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(recorded(tenantId(4)))
                    .contains("contacts entity contacts", "conversations cascade contacts"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          contacts      | name    | {"name":"Ann","email":"ann@example.com"} | {"name":"Ann B","email":"ann@example.com"}
          conversations | subject | {"contactId":<contact>,"subject":"Hi","status":"OPEN"} | {"contactId":<contact>,"subject":"Bye","status":"CLOSED"}
          messages      | text    | {"conversationId":<conversation>,"direction":"INBOUND","author":"Ann","text":"Hi"} | {"conversationId":<conversation>,"direction":"INBOUND","author":"Ann","text":"Bye"}
          analytics     | name    | {"name":"One","metric":"MESSAGES_PER_DAY","days":7} | {"name":"Two","metric":"BUSIEST_CONTACTS","days":7}
          """)
  void resource_createReadUpdateDelete_isSeenAtOnce(
      String resource, String field, String draft, String change) {
    InboxClient client = tenant(5);
    client.get(resource);

    Answer created = client.post(resource, filled(client, draft));
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    String path = resource + "/" + created.object().getInt("id");
    assertThat(created.header("Location")).endsWith("/inbox/api/" + path);
    assertThat(named(client.get(path), field)).isEqualTo(created.object().getString(field));
    assertThat(client.get(path).tier()).startsWith("HIT-");

    Answer updated = client.put(path, filled(client, change));
    assertThat(updated.status()).as(updated.body()).isEqualTo(200);
    assertThat(named(client.get(path), field))
        .isEqualTo(updated.object().getString(field))
        .isNotEqualTo(created.object().getString(field));

    assertThat(client.delete(path).status()).isEqualTo(204);
    assertThat(client.get(path).status()).isEqualTo(404);
    assertThat(client.delete(path).status()).isEqualTo(404);
    assertThat(client.put(path, filled(client, change)).status()).isEqualTo(404);
  }

  @Test
  void put_report_isReadFromTheCacheThatThePutFilled() {
    InboxClient client = tenant(6);
    String draft = "{\"name\":\"Mine\",\"metric\":\"CONVERSATIONS_BY_STATUS\",\"days\":9}";
    String path = "analytics/" + client.post("analytics", draft).object().getInt("id");

    client.put(path, draft.replace("Mine", "Ours"));

    assertThat(RedisKeys.beginningWith(InboxServices.redis().port(), tenantId(6) + ":report:"))
        .contains(tenantId(6) + ":report:" + path.substring(path.indexOf('/') + 1) + ":v1");
    assertThat(client.get(path).object().getJsonObject("report").getString("name"))
        .isEqualTo("Ours");
  }

  @Test
  void get_pagesOfAList_followEachOther() {
    InboxClient client = tenant(7);

    Set<Integer> ids = new TreeSet<>();
    for (int page = 0; page < 3; page++) {
      JsonObject answer = client.get("conversations?page=" + page + "&size=20").object();
      assertThat(answer.getBoolean("more")).isTrue();
      answer.getJsonArray("items").forEach(item -> ids.add(((JsonObject) item).getInt("id")));
    }

    assertThat(ids).hasSize(60);
  }

  @Test
  void tenant_missingOrUnknown_isRefusedWithTheReason() {
    Answer missing = new InboxClient(address(), null).get("conversations");
    Answer unknown = new InboxClient(address(), "org_nobody").get("conversations");

    assertThat(missing.status()).isEqualTo(400);
    assertThat(missing.type()).isEqualTo("application/problem+json");
    assertThat(missing.object().getString("detail")).contains("X-Tenant-ID");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.type()).isEqualTo("application/problem+json");
    assertThat(RedisKeys.beginningWith(InboxServices.redis().port(), "org_nobody")).isEmpty();
  }

  @Test
  void tenant_ofAnother_findsNothingOfIt() {
    long id = firstId(tenant(8).get("contacts"));
    tenant(8).get("contacts/" + id);

    assertThat(tenant(9).get("contacts/" + id).status()).isEqualTo(404);
    assertThat(
            tenant(9)
                .post(
                    "conversations",
                    "{\"contactId\":%d,\"subject\":\"x\",\"status\":\"OPEN\"}".formatted(id))
                .status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"name":" ","email":"no address"} | email
          {"name":" ","email":"no address"} | name
          {"email":                         | JSON
          """)
  void post_wrongBody_isRefusedWithTheReason(String body, String reason) {
    Answer answer = tenant(10).post("contacts", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.type()).isEqualTo("application/problem+json");
    assertThat(answer.body()).contains(reason);
  }

  @Test
  void post_sameEmailTwice_isAConflict() {
    String contact = "{\"name\":\"Twin\",\"email\":\"twin@example.com\"}";
    assertThat(tenant(11).post("contacts", contact).status()).isEqualTo(201);

    assertThat(tenant(11).post("contacts", contact).status()).isEqualTo(409);
    assertThat(tenant(12).post("contacts", contact).status()).isEqualTo(201);
  }

  @Test
  void get_dashboardOverItsLimit_isRefusedToThatTenantAlone() {
    InboxClient client = tenant(14);
    int allowed = 0;
    Answer answer = dashboard(client, 0);
    for (int call = 1; answer.status() == 200 && call < 500; call++) {
      assertThat(answer.header("RateLimit-Policy"))
          .isEqualTo("\"AnalyticsResource.dashboard\";q=100;w=60");
      // Where a minute ends meanwhile the count begins again.
      allowed = answer.header("RateLimit").contains(";r=99;") ? 1 : allowed + 1;
      assertThat(answer.header("RateLimit"))
          .matches("\"AnalyticsResource.dashboard\";r=" + (100 - allowed) + ";t=[0-9]{1,2}");
      answer = dashboard(client, call);
    }

    assertThat(allowed).isEqualTo(100);
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).matches("[1-9]|[1-5][0-9]|60");
    assertThat(answer.header("RateLimit"))
        .isEqualTo("\"AnalyticsResource.dashboard\";r=0;t=" + answer.header("Retry-After"));
    assertThat(answer.header("RateLimit-Policy")).endsWith(";q=100;w=60");
    assertThat(answer.type()).isEqualTo("application/problem+json");
    assertThat(answer.object().getInt("status")).isEqualTo(429);
    assertThat(answer.object().getString("type")).endsWith("#quota-exceeded");
    assertThat(dashboard(tenant(15), 0).status()).isEqualTo(200);
    await()
        .atMost(LIMIT)
        .until(
            () ->
                InboxRows.query(
                    "select limiter_name from rate_limit_denials where tenant_id = ?",
                    tenantId(14)),
            Set.of("AnalyticsResource.dashboard")::equals);
  }

  /** Each call pretends to come from another address. */
  private static Answer dashboard(InboxClient client, int call) {
    return client.getForwardedFor("198.51.100." + call, "analytics/dashboard");
  }

  /** As browsers ask: none of them asks to go on in HTTP/2 where there is no TLS. */
  @Test
  void startPage_isServedWithItsParts() throws Exception {
    java.net.http.HttpClient http =
        java.net.http.HttpClient.newBuilder()
            .version(java.net.http.HttpClient.Version.HTTP_1_1)
            .build();
    for (String part : new String[] {"", "inbox.css", "js/inbox.js", "falcon.svg"}) {
      var request = java.net.http.HttpRequest.newBuilder(address().resolve(part)).build();
      assertThat(
              http.send(request, java.net.http.HttpResponse.BodyHandlers.ofString()).statusCode())
          .as(part)
          .isEqualTo(200);
    }
  }

  private InboxClient tenant(int number) {
    return new InboxClient(address(), tenantId(number));
  }

  private static Set<String> recorded(String tenant) {
    return InboxRows.query(
        "select resource_type || ' ' || reason || ' ' || initiating_resource"
            + " from cache_invalidation_logs where tenant_id = ?",
        tenant);
  }

  private static String tenantId(int number) {
    return InboxRows.tenant(number);
  }

  private URI address() {
    try {
      return java.util.Objects.requireNonNull(application).toURI();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static String message(int conversation, String text) {
    return "{\"conversationId\":%d,\"direction\":\"OUTBOUND\",\"author\":\"Robin\",\"text\":\"%s\"}"
        .formatted(conversation, text);
  }

  private static String filled(InboxClient client, String body) {
    return body.replace("<contact>", Long.toString(firstId(client.get("contacts"))))
        .replace("<conversation>", Long.toString(firstId(client.get("conversations"))));
  }

  private static String named(Answer answer, String field) {
    JsonObject body = answer.object();
    return (body.containsKey("report") ? body.getJsonObject("report") : body).getString(field);
  }

  private static JsonObject first(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.object().getJsonArray("items").getJsonObject(0);
  }

  private static long firstId(Answer answer) {
    return first(answer).getInt("id");
  }
}
