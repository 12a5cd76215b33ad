/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.shaded.redisson.client.RedisConnectionException;
import io.tiercel.jcache.shaded.redisson.client.RedisException;
import io.tiercel.jcache.shaded.redisson.client.RedisOutOfMemoryException;
import java.io.IOException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts are those of Redis 7.0 and of its client. */
class RedisFaultTest {
  @ParameterizedTest
  @CsvSource({
    "NO_ROOM,        command not allowed when used memory > 'maxmemory'. channel: [id]",
    "NO_RIGHT,       NOPERM this user has no permissions to run the 'evalsha' command",
    "NO_RIGHT,       ERR ACL failure in script: User shop has no permissions to run the 'set' command",
    "READ_ONLY,      READONLY You can't write against a read only replica.",
    "NO_REPLICAS,    NOREPLICAS Not enough good replicas to write.",
    "NOT_SAVED,      MISCONF Redis is configured to save RDB snapshots",
    "NO_PASSWORD,    NOAUTH Authentication required.",
    "WRONG_PASSWORD, WRONGPASS invalid username-password pair or user is disabled.",
    "WRONG_PASSWORD, ERR AUTH <password> called without any password configured for the user",
    "UNKNOWN_MASTER, Master node is undefined! SENTINEL GET-MASTER-ADDR-BY-NAME command returns",
    "UNKNOWN_MASTER, SENTINEL SENTINELS command returns empty result or connection can't be",
    "AWAY,           Unable to connect to Redis server: 127.0.0.1/127.0.0.1:6379"
  })
  void of_whatIsSaid_isTheFault(RedisFault fault, String said) {
    Throwable inside = new RedisConnectionException("Unable to init connections", failure(said));

    assertThat(RedisFault.of(failure(said))).isEqualTo(fault);
    assertThat(RedisFault.of(new RedisException(String.valueOf(inside), inside))).isEqualTo(fault);
  }

  @Test
  void of_handshakeFailed_isUntrusted() {
    Throwable inside = new SSLHandshakeException("PKIX path building failed");

    assertThat(RedisFault.of(new RedisException("Unable to connect", inside)))
        .isEqualTo(RedisFault.UNTRUSTED);
    assertThat(RedisFault.text(new RedisException("Unable to connect", inside)))
        .isEqualTo("PKIX path building failed");
  }

  @Test
  void text_ofTheClient_isOneLineWithoutArguments() {
    Throwable full =
        new RedisOutOfMemoryException(
            "command not allowed when used memory > 'maxmemory'. channel: [id: 0x1] data:"
                + " CommandData [params: [secret]]");
    Throwable unwritten =
        new RedisException(
            "Unable to write command into connection! Check CPU usage of the JVM. Node source: x,"
                + " command: (EVAL -- BUMP\n-- KEYS), params: [secret]");

    assertThat(RedisFault.text(new RedisException(String.valueOf(full), full)))
        .isEqualTo("command not allowed when used memory > 'maxmemory'");
    assertThat(RedisFault.text(new RedisException(String.valueOf(unwritten), unwritten)))
        .isEqualTo("Unable to write command into connection");
  }

  @Test
  void text_ofAFrame_isWhatItFrames() {
    Throwable closed = new IOException((String) null);

    assertThat(
            RedisFault.text(
                new RedisException("Unexpected exception while processing command", closed)))
        .isEqualTo("IOException");
  }

  private static RedisException failure(String said) {
    return new RedisException(said);
  }
}
