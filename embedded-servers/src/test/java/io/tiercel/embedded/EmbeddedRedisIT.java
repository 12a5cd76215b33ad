/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EmbeddedRedisIT {
  @Test
  void start_freePort_answersPing() throws IOException {
    try (EmbeddedRedis redis = EmbeddedRedis.start();
        RedisWire wire = new RedisWire(redis.port())) {
      assertThat(wire.call("PING")).isEqualTo("+PONG");
      assertThat(redis.address()).isEqualTo("redis://127.0.0.1:" + redis.port());
      assertThat(redis.info("server")).contains("redis_version:7.0.15");
    }
  }

  @Test
  void start_running_leavesNoFileAndSavesNothing() throws IOException {
    Set<Path> before = temporaryFolders();
    try (EmbeddedRedis redis = EmbeddedRedis.start();
        RedisWire wire = new RedisWire(redis.port())) {
      assertThat(temporaryFolders()).isSubsetOf(before);
      assertThat(wire.call("CONFIG GET save")).isEqualTo("*2");
      assertThat(redis.info("persistence")).contains("aof_enabled:0");
    }
  }

  @Test
  void close_running_leavesNoProcess() {
    EmbeddedRedis redis = EmbeddedRedis.start();
    long pid = redis.pid();
    redis.close();
    redis.close();
    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThatThrownBy(redis::restart)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("TIERCEL-8007");
  }

  @Test
  void restart_withKeys_isEmptyOnTheSamePort() throws IOException {
    try (EmbeddedRedis redis = EmbeddedRedis.start()) {
      int port = redis.port();
      try (RedisWire wire = new RedisWire(port)) {
        assertThat(wire.call("SET a 1")).isEqualTo("+OK");
      }
      redis.restart();
      try (RedisWire wire = new RedisWire(port)) {
        assertThat(wire.call("DBSIZE")).isEqualTo(":0");
      }
    }
  }

  @Test
  void stop_running_refusesConnectionsUntilRestart() throws IOException {
    try (EmbeddedRedis redis = EmbeddedRedis.start()) {
      redis.stop();
      assertThatThrownBy(() -> new RedisWire(redis.port()).close())
          .isInstanceOf(ConnectException.class);
      assertThatThrownBy(redis::pause).hasMessageContaining("TIERCEL-8008");
      redis.restart();
      try (RedisWire wire = new RedisWire(redis.port())) {
        assertThat(wire.call("PING")).isEqualTo("+PONG");
      }
    }
  }

  @Test
  void pause_running_answersOnlyAfterResume() throws IOException {
    try (EmbeddedRedis redis = EmbeddedRedis.start();
        RedisWire wire = new RedisWire(redis.port())) {
      assertThat(wire.call("PING")).isEqualTo("+PONG");
      redis.pause();
      wire.timeout(200);
      assertThatThrownBy(() -> wire.call("PING")).isInstanceOf(SocketTimeoutException.class);
      redis.resume();
      wire.timeout(10_000);
      assertThat(wire.reply()).isEqualTo("+PONG");
    }
  }

  @Test
  void close_paused_leavesNoProcess() {
    EmbeddedRedis redis = EmbeddedRedis.start();
    long pid = redis.pid();
    redis.pause();
    redis.close();
    assertThat(ProcessHandle.of(pid)).isEmpty();
  }

  @Test
  void start_two_shareNothing() throws IOException {
    try (EmbeddedRedis first = EmbeddedRedis.start();
        EmbeddedRedis second = EmbeddedRedis.start();
        RedisWire one = new RedisWire(first.port());
        RedisWire two = new RedisWire(second.port())) {
      assertThat(one.call("SET a 1")).isEqualTo("+OK");
      assertThat(two.call("EXISTS a")).isEqualTo(":0");
    }
  }

  @Test
  void startOn_takenPort_saysSoWithTheServersOutput() {
    try (EmbeddedRedis first = EmbeddedRedis.start()) {
      assertThatThrownBy(() -> EmbeddedRedis.startOn(first.port()))
          .isInstanceOf(ServerStartException.class)
          .hasMessageContaining("TIERCEL-8005")
          .hasMessageContaining("port=" + first.port())
          .hasMessageContaining("bind: ");
    }
  }

  private static Set<Path> temporaryFolders() throws IOException {
    try (Stream<Path> files = Files.list(Folders.temporary())) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("tiercel-redis-"))
          .collect(Collectors.toSet());
    }
  }
}
