/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code DATABASE_URL} may look like. */
class InboxDataSourceTest {
  @ParameterizedTest
  @CsvSource({
    "postgresql://me:secret@host:5433/inbox, jdbc:postgresql://host:5433/inbox?user=me&password=secret",
    "postgres://me@host/inbox, jdbc:postgresql://host/inbox?user=me",
    "postgresql://host/inbox, jdbc:postgresql://host/inbox",
    "postgresql://me:p%40ss+1@host/inbox?sslmode=require,"
        + " jdbc:postgresql://host/inbox?user=me&password=p%40ss%2B1&sslmode=require",
    "jdbc:postgresql://host/inbox?user=me, jdbc:postgresql://host/inbox?user=me"
  })
  void jdbcUrl_eachSpelling_isWhatTheDriverReads(String address, String url) {
    assertThat(InboxDataSource.jdbcUrl(address)).isEqualTo(url);
  }

  @Test
  void jdbcUrl_otherDatabase_isRefusedWithoutShowingThePassword() {
    assertThatThrownBy(() -> InboxDataSource.jdbcUrl("mysql://me:secret@host/inbox"))
        .hasMessageContaining("TIERCEL-8001")
        .hasMessageContaining("mysql")
        .hasMessageNotContaining("secret");
  }
}
