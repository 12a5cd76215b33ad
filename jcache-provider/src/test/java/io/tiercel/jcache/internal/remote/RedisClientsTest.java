/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.config.AtomicFailurePolicy;
import io.tiercel.jcache.config.FailurePolicy;
import io.tiercel.jcache.config.HashTag;
import io.tiercel.jcache.config.OutageSettings;
import io.tiercel.jcache.config.RemoteServers;
import io.tiercel.jcache.config.RemoteSettings;
import io.tiercel.jcache.shaded.redisson.config.Config;
import io.tiercel.jcache.shaded.redisson.config.ReadMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What coherence asks of a client, whatever an application's own file says. */
final class RedisClientsTest {
  private static final String SENTINEL =
      """
      sentinelServersConfig:
        masterName: main
        readMode: SLAVE
        retryAttempts: 4
        sentinelAddresses: ["redis://127.0.0.1:1"]
      """;
  private static final String CLUSTER =
      """
      clusterServersConfig:
        readMode: MASTER_SLAVE
        retryAttempts: 4
        nodeAddresses: ["redis://127.0.0.1:1", "redis://127.0.0.1:2"]
      """;

  @TempDir private Path folder;

  @Test
  void r9_sentinel_isReadFromTheMaster() throws IOException {
    assertThat(configured(SENTINEL).useSentinelServers().getReadMode()).isEqualTo(ReadMode.MASTER);
  }

  @Test
  void r9_cluster_isReadFromTheMasters() throws IOException {
    assertThat(configured(CLUSTER).useClusterServers().getReadMode()).isEqualTo(ReadMode.MASTER);
    Config seeds =
        RedisClients.configure(
            settings(
                new RemoteServers(
                    List.of("redis://127.0.0.1:1", "redis://127.0.0.1:2"), null, null, null, null)),
            RedisClientsTest.class.getClassLoader());
    assertThat(seeds.useClusterServers().getReadMode()).isEqualTo(ReadMode.MASTER);
  }

  @Test
  void r5_client_sendsNoWriteASecondTime() throws IOException {
    assertThat(configured(SENTINEL).useSentinelServers().getRetryAttempts()).isZero();
    assertThat(configured(CLUSTER).useClusterServers().getRetryAttempts()).isZero();
  }

  private Config configured(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("redisson.yaml"), yaml);
    return RedisClients.configure(
        settings(new RemoteServers(List.of(), null, file.toString(), null, null)),
        RedisClientsTest.class.getClassLoader());
  }

  private static RemoteSettings settings(RemoteServers servers) {
    return new RemoteSettings(
        true,
        servers,
        "",
        HashTag.NONE,
        Duration.ofSeconds(1),
        0,
        Duration.ofMinutes(15),
        new OutageSettings(
            FailurePolicy.DEGRADE, AtomicFailurePolicy.FAIL, Duration.ofSeconds(30)));
  }
}
