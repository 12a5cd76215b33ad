/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static io.tiercel.jcache.OutageFixture.awaitWhile;
import static io.tiercel.jcache.OutageFixture.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.config.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import javax.cache.Cache;
import javax.cache.CacheException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Redis that speaks TLS, and a trust store in a Redisson file, as docs/howto/topologies.md says.
 */
final class TlsIT {
  private static final String CURE = "sslTruststore";

  @TempDir static Path folder;
  private static Certificates trusted;
  private static Certificates other;
  private static EmbeddedRedis redis;

  @BeforeAll
  static void start() throws Exception {
    trusted = Certificates.make(folder, "trusted");
    other = Certificates.make(folder, "other");
    redis = EmbeddedRedis.startTls(trusted.certificate(), trusted.key());
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @Test
  void trustStore_holdsTheSigner_worksInBothTiers() throws IOException {
    try (Node node = node(file(trusted.trustStore(), Certificates.PASSWORD)).open();
        Cache<String, String> cache = open(node)) {
      awaitWhile().untilAsserted(() -> assertThat(cache.putIfAbsent("k", "v")).isTrue());
      OutageFixture.awaitCopies(redis, cache);
    }
  }

  @Test
  void trustStore_holdsAnother_saysWhatToCorrect() throws IOException {
    assertUntrusted(node(file(other.trustStore(), Certificates.PASSWORD)));
  }

  @Test
  void noTrustStore_ownCertificate_saysWhatToCorrect() {
    assertUntrusted(Node.builder(Mode.TIERED).set("l2.address", address()));
  }

  @Test
  void trustStore_wrongPassword_isRefusedAtOnce() throws IOException {
    Node.Builder builder = node(file(trusted.trustStore(), "wrong"));
    assertThatThrownBy(() -> open(builder.open()))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("TIERCEL-3008 tiercel.l2.redisson-config: sslTruststore")
        .hasMessageContaining(trusted.trustStore().getFileName().toString());
  }

  @Test
  void trustStore_missing_isRefusedAtOnce() throws IOException {
    Node.Builder builder = node(file(folder.resolve("none.p12"), Certificates.PASSWORD));
    assertThatThrownBy(() -> open(builder.open()))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("TIERCEL-3008 ")
        .hasMessageContaining("none.p12");
  }

  private static void assertUntrusted(Node.Builder builder) {
    try (LogCapture log = new LogCapture();
        Node node = builder.set("l2.timeout-ms", "2000").open();
        Cache<String, String> cache = open(node)) {
      awaitWhile()
          .untilAsserted(
              () ->
                  assertThat(log.messages(Level.WARNING, "TIERCEL-3001"))
                      .singleElement()
                      .asString()
                      .contains(CURE)
                      .hasLineCount(1));
      assertThatCode(() -> cache.put("k", "v")).doesNotThrowAnyException();
      Operations.assertUndecided(
          "putIfAbsent", cache, undecided -> undecided.putIfAbsent("k", "v"), CURE);
    }
  }

  private static Node.Builder node(Path file) {
    return Node.builder(Mode.TIERED)
        .set("l2.redisson-config", file.toString())
        .set("l2.timeout-ms", "20000");
  }

  private static String address() {
    return "rediss://127.0.0.1:" + redis.tlsPort();
  }

  private static Path file(Path trustStore, String password) throws IOException {
    return Files.write(
        Files.createTempFile(folder, "redisson", ".yaml"),
        List.of(
            "singleServerConfig:",
            "  address: \"" + address() + "\"",
            "sslTruststore: \"" + trustStore.toUri() + "\"",
            "sslTruststorePassword: \"" + password + "\""));
  }
}
