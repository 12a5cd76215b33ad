/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiercel.example.it.server.Guide;
import io.tiercel.example.it.server.GuidedServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The commands of {@code docs/integration} put the inbox onto the server as delivered. */
@Tag("matrix")
class GuideIT {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** Spoken for by no other test, so that its keys in Redis are this server's. */
  private static final int TENANT = 19;

  @Test
  void page_ofThisServer_leadsToAnInboxWithItsRedis() throws Exception {
    String server = System.getProperty("server");
    Path page = Path.of("../docs/integration", server.replaceAll("-.*|[0-9]", "") + ".md");
    Map<String, String> environment =
        Map.of(
            "DATABASE_URL", InboxServices.postgres().jdbcUrl(),
            "JAVA_HOME", System.getProperty("java.home"),
            "REDIS_PORT", Integer.toString(InboxServices.redis().port()));
    try (GuidedServer guided =
        GuidedServer.follow(
            System.getProperty("arquillian.launch"),
            Path.of(System.getProperty("server.home")),
            InboxServices.war(),
            Guide.read(page),
            environment)) {
      await(page.toString()).atMost(LIMIT).until(guided::answers);
      String tenant = InboxRows.tenant(TENANT);
      InboxClient client = new InboxClient(guided.address(), tenant);
      assertThat(client.get("conversations").status()).as(guided.lastLines()).isEqualTo(200);
      assertThat(RedisKeys.beginningWith(InboxServices.redis().port(), tenant + ":"))
          .as("keys of the inbox in the Redis that the page names")
          .contains(tenant + ":conversations:list:v1");
    }
  }
}
