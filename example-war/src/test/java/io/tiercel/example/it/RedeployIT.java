/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiercel.example.it.InboxClient.Answer;
import io.tiercel.example.it.leak.Watch;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The inbox is deployed, used and undeployed again and again; what it leaves in the server is
 * counted from a WAR that stays. The planted leak comes last: it is for good.
 */
@ExtendWith(ArquillianExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RedeployIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int MOST_LOADERS = 3;
  private static final String INBOX = "inbox";
  private static final String LEAKING = "leaking";
  private static final String WATCH = "watch";

  private static final String TENANT = "org_abc123";

  @ArquillianResource private @Nullable Deployer deployer;

  @ArquillianResource
  @OperateOnDeployment(WATCH)
  private @Nullable URL watching;

  @Deployment(name = WATCH, testable = false)
  static WebArchive watch() {
    return Watch.war();
  }

  @Deployment(name = INBOX, testable = false, managed = false)
  static WebArchive inbox() {
    return ShrinkWrap.createFromZipFile(WebArchive.class, InboxServices.war().toFile());
  }

  @Deployment(name = LEAKING, testable = false, managed = false)
  static WebArchive leaking() {
    return Watch.withPlantedThread(InboxServices.war());
  }

  @Test
  @Order(1)
  @Tag("smoke")
  void redeploy_manyTimes_leavesNothingThatGrows() {
    Watch watch = watchNow();
    int times = Integer.getInteger("inbox.redeploys", 3);
    for (int i = 0; i < times; i++) {
      deployer().deploy(INBOX);
      try {
        use(i == 0);
      } finally {
        deployer().undeploy(INBOX);
      }
    }
    await().atMost(LIMIT).untilAsserted(() -> assertGone(watchNow().leftSince(watch)));
    System.out.printf(
        "After %d deployments there are still: %s%n", times, watchNow().leftSince(watch));
  }

  @Test
  @Order(2)
  void redeploy_aThreadIsPlanted_isFound() {
    Watch watch = watchNow();
    deployer().deploy(LEAKING);
    deployer().undeploy(LEAKING);

    assertThat(watchNow().leftSince(watch)).contains("thread " + Watch.PLANTED);
  }

  /**
   * However often it was deployed, a few class loaders may still be there: the JDK keeps the last
   * class that it made a method handle for (DirectMethodHandle.asTypeCache), and an idle thread of
   * the server the last request that it saw.
   */
  private static void assertGone(List<String> left) {
    assertThat(left).filteredOn(line -> !line.startsWith("class ")).isEmpty();
    if (System.getProperty("server").matches("wildfly.*|payara")) {
      for (String type : List.of(Watch.OF_EACH_LOADER, Watch.DRIVER)) {
        assertThat(left)
            .filteredOn(line -> line.equals("class " + type))
            .hasSizeLessThanOrEqualTo(MOST_LOADERS);
      }
    }
  }

  /** Annotations, tenants, a cascade in a transaction, and the entity listener. */
  private void use(boolean first) {
    InboxClient client = new InboxClient(address().resolve("/inbox/"), TENANT);
    JsonObject conversation = firstItem(client.get("conversations"));
    await()
        .atMost(LIMIT)
        .until(() -> client.get("conversations").tier(), tier -> tier.startsWith("HIT-"));
    String message =
        "{\"conversationId\":%d,\"direction\":\"OUTBOUND\",\"author\":\"Robin\",\"text\":\"Again\"}"
            .formatted(conversation.getInt("id"));
    assertThat(client.post("messages", message).status()).isEqualTo(201);
    assertThat(client.get("conversations").tier()).isEqualTo("MISS");
    if (first) {
      JsonObject contact = firstItem(client.get("contacts"));
      String path = "contacts/" + contact.getInt("id");
      client.get(path);
      assertThat(client.get(path).tier()).startsWith("HIT-");
      String change =
          "{\"name\":\"%s\",\"email\":\"%s\"}"
              .formatted(contact.getString("name"), contact.getString("email"));
      assertThat(client.put(path, change.replace("\"name\":\"", "\"name\":\"A ")).status())
          .isEqualTo(200);
      assertThat(client.get(path).object().getString("name")).startsWith("A ");
      assertThat(client.get("analytics/dashboard").header("RateLimit")).isNotEmpty();
    }
  }

  private static JsonObject firstItem(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.object().getJsonArray("items").getJsonObject(0);
  }

  private Watch watchNow() {
    return Watch.ask(address());
  }

  private URI address() {
    return URI.create(Objects.requireNonNull(watching).toString());
  }

  private Deployer deployer() {
    return Objects.requireNonNull(deployer);
  }
}
