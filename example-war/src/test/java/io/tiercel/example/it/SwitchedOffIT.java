/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.example.it.InboxClient.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The inbox with one more line in its configuration, on each server; {@link UncachedIT} has the
 * environment say it.
 */
@ExtendWith(ArquillianExtension.class)
class SwitchedOffIT {
  private static final String CONFIGURATION = "WEB-INF/classes/application.conf";

  @ArquillianResource private @Nullable URL application;

  @Deployment(testable = false)
  static WebArchive switchedOff() throws IOException {
    WebArchive inbox = ShrinkWrap.createFromZipFile(WebArchive.class, InboxServices.war().toFile());
    String configuration;
    try (InputStream in = inbox.get(CONFIGURATION).getAsset().openStream()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      in.transferTo(bytes);
      configuration = bytes.toString(StandardCharsets.UTF_8);
    }
    inbox.delete(CONFIGURATION);
    return inbox.add(new StringAsset(configuration + "tiercel.enabled = false\n"), CONFIGURATION);
  }

  @Test
  void get_repeated_isAnsweredByTheDatabaseEachTime() {
    InboxClient client = client();
    Answer first = client.get("conversations");
    int conversation = first.object().getJsonArray("items").getJsonObject(0).getInt("id");

    assertThat(first.tier()).isNotEmpty().doesNotStartWith("HIT");
    assertThat(client.get("conversations").tier()).isNotEmpty().doesNotStartWith("HIT");
    assertThat(client.get("tenants").status()).isEqualTo(200);
    assertThat(client.get("tenants").header("Age")).isEmpty();
    String message =
        "{\"conversationId\":%d,\"direction\":\"INBOUND\",\"author\":\"Ann\",\"text\":\"Off\"}"
            .formatted(conversation);
    assertThat(client.post("messages", message).status()).isEqualTo(201);
    assertThat(client.get("messages").body()).contains("Off");
    assertThat(RedisKeys.beginningWith(InboxServices.redis().port(), UncachedIT.TENANT + ":"))
        .isEmpty();
  }

  private InboxClient client() {
    URI address = URI.create(Objects.requireNonNull(application).toString());
    return new InboxClient(address, UncachedIT.TENANT);
  }
}
