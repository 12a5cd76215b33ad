/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.example.launch.LoopbackPorts;
import io.tiercel.example.launch.Progress;
import io.tiercel.example.launch.WildFly;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same WAR with caching switched off by the environment. */
@Tag("wildfly")
class UncachedIT {
  /** Spoken for by no other test, so that none has left entries of it in Redis. */
  static final String TENANT = "org_fe719a";

  @TempDir private Path folder;

  @Test
  void get_cacheDisabled_isAnsweredByTheDatabaseEachTime() throws Exception {
    Map<String, String> environment =
        Map.of(
            "CACHE_ENABLED", "false",
            "DATABASE_URL", InboxServices.postgres().jdbcUrl(),
            "REDIS_URL", InboxServices.redis().address());
    WildFly.Settings settings =
        new WildFly.Settings(
            Path.of(System.getProperty("wildfly.home")),
            InboxServices.war(),
            folder,
            LoopbackPorts.free(),
            environment);

    try (WildFly server = WildFly.start(settings)) {
      server.awaitAnswer(new Progress(System.out));
      InboxClient client = new InboxClient(server.address(), TENANT);
      int conversation =
          client.get("conversations").object().getJsonArray("items").getJsonObject(0).getInt("id");

      assertThat(client.get("conversations").tier()).doesNotStartWith("HIT");
      assertThat(client.get("conversations").tier()).doesNotStartWith("HIT");
      String message =
          "{\"conversationId\":%d,\"direction\":\"INBOUND\",\"author\":\"Ann\",\"text\":\"Uncached\"}"
              .formatted(conversation);
      assertThat(client.post("messages", message).status()).isEqualTo(201);
      assertThat(client.get("messages").body()).contains("Uncached");
      assertThat(RedisKeys.beginningWith(InboxServices.redis().port(), TENANT + ":")).isEmpty();
    }
  }
}
