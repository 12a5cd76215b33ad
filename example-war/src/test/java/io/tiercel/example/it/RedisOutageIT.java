/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiercel.example.it.InboxClient.Answer;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Redis goes and comes back under the inbox. */
@ExtendWith(ArquillianExtension.class)
class RedisOutageIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int READERS = 3;
  private static final int READS = 10;

  @ArquillianResource private @Nullable URL application;
  private boolean away;

  @Deployment(testable = false)
  static WebArchive inbox() {
    return ShrinkWrap.createFromZipFile(WebArchive.class, InboxServices.war().toFile());
  }

  @AfterEach
  void redisIsThere() {
    if (away) {
      restart();
    }
  }

  @Test
  void redis_stopped_isDoneWithoutAndUsedAgainAfterwards() {
    InboxClient client = tenant(13);
    int conversation = firstId(client.get("conversations"));

    kill();

    assertThat(client.get("conversations").status()).isEqualTo(200);
    assertThat(client.get("contacts").status()).isEqualTo(200);
    assertThat(client.get("tenants").status()).isEqualTo(200);
    assertThat(client.post("messages", message(conversation, "No Redis")).status()).isEqualTo(201);
    assertThat(client.get("messages").body()).contains("No Redis");
    restart();
    await().atMost(LIMIT).until(() -> client.get("conversations").tier(), "HIT-L2"::equals);
    assertThat(client.get("messages").body()).contains("No Redis");
  }

  @Test
  void redis_killedAndBackDuringRequests_noneFailsAndEachWriteIsSeen() throws Exception {
    InboxClient writer = tenant(17);
    int conversation = firstId(writer.get("conversations"));
    Queue<Answer> refused = new ConcurrentLinkedQueue<>();
    AtomicInteger reads = new AtomicInteger();
    AtomicBoolean enough = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(READERS);
    try {
      List<? extends Future<?>> readers =
          List.of("conversations", "contacts", "analytics").stream()
              .map(path -> threads.submit(() -> readUntil(enough, path, reads, refused)))
              .toList();
      awaitMore(reads);
      kill();
      awaitMore(reads);
      writeAndRead(writer, conversation, "While it is away");
      restart();
      awaitMore(reads);
      writeAndRead(writer, conversation, "Once it is back");
      enough.set(true);
      for (Future<?> reader : readers) {
        reader.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      }
    } finally {
      enough.set(true);
      threads.shutdown();
    }
    assertThat(refused).isEmpty();
    await().atMost(LIMIT).until(() -> writer.get("conversations").tier(), "HIT-L2"::equals);
    assertThat(writer.get("messages").body()).contains("While it is away", "Once it is back");
  }

  private void kill() {
    away = true;
    InboxServices.redis().stop();
  }

  private void restart() {
    InboxServices.redis().restart();
    away = false;
  }

  private void readUntil(
      AtomicBoolean enough, String path, AtomicInteger reads, Queue<Answer> refused) {
    InboxClient reader = tenant(18);
    while (!enough.get()) {
      Answer answer = reader.get(path);
      if (answer.status() != 200) {
        refused.add(answer);
      }
      reads.incrementAndGet();
    }
  }

  private static void awaitMore(AtomicInteger reads) {
    int enough = reads.get() + READS;
    await().atMost(LIMIT).until(() -> reads.get() >= enough);
  }

  private static void writeAndRead(InboxClient writer, int conversation, String text) {
    Answer written = writer.post("messages", message(conversation, text));
    assertThat(written.status()).as(written.body()).isEqualTo(201);
    assertThat(writer.get("messages").body()).contains(text);
  }

  private static String message(int conversation, String text) {
    return "{\"conversationId\":%d,\"direction\":\"OUTBOUND\",\"author\":\"Robin\",\"text\":\"%s\"}"
        .formatted(conversation, text);
  }

  private static int firstId(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.object().getJsonArray("items").getJsonObject(0).getInt("id");
  }

  private InboxClient tenant(int number) {
    URI address = URI.create(Objects.requireNonNull(application).toString());
    return new InboxClient(address, InboxRows.tenant(number));
  }
}
