/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServersTest {
  @ParameterizedTest
  @CsvSource({
    "postgres://joe:secret@db:5433/shop, jdbc:postgresql://db:5433/shop?user=joe&password=secret",
    "postgresql://joe@db/shop, jdbc:postgresql://db/shop?user=joe",
    "postgres://joe:a%26b+c@[::1]:1/x?sslmode=require, jdbc:postgresql://[::1]:1/x?user=joe&password=a%26b%2Bc&sslmode=require",
    "jdbc:postgresql://db/shop?user=joe, jdbc:postgresql://db/shop?user=joe",
    "postgres://db, jdbc:postgresql://db/"
  })
  void postgres_addressInEnvironment_becomesJdbc(String address, String jdbcUrl) {
    try (PostgresServer server = Servers.postgres(Map.of("DATABASE_URL", address))) {
      assertThat(server.jdbcUrl()).isEqualTo(jdbcUrl);
    }
  }

  @ParameterizedTest
  @CsvSource({"mysql://joe:secret@db/shop", "postgres:joe:secret", "not an address secret"})
  void postgres_otherAddress_isRefusedWithoutThePassword(String address) {
    assertThatThrownBy(() -> Servers.postgres(Map.of("DATABASE_URL", address)))
        .isInstanceOf(ServerStartException.class)
        .hasMessageContaining("TIERCEL-8012")
        .hasMessageContaining("DATABASE_URL")
        .hasMessageNotContaining("secret");
  }

  @Test
  void redis_addressInEnvironment_isUsed() {
    try (RedisServer server = Servers.redis(Map.of("REDIS_URL", "rediss://cache:6380"))) {
      assertThat(server.address()).isEqualTo("rediss://cache:6380");
    }
  }

  @Test
  void redis_otherAddress_isRefused() {
    assertThatThrownBy(() -> Servers.redis(Map.of("REDIS_URL", "http://cache")))
        .isInstanceOf(ServerStartException.class)
        .hasMessageContaining("REDIS_URL");
  }
}
