/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Values in the places of parameters. */
class ExplainedTest {
  @Test
  void withValues_page_hasTheTenantAndOneRowMore() {
    assertThat(
            Explained.withValues(
                "SELECT ID FROM t WHERE (tenant_id = $1) LIMIT $2 OFFSET $3", "org_0001"))
        .isEqualTo("SELECT ID FROM t WHERE (tenant_id = 'org_0001') LIMIT 51 OFFSET 0");
  }

  @Test
  void withValues_unknownPlace_isRefused() {
    assertThatThrownBy(() -> Explained.withValues("SELECT ID FROM t WHERE x = $1", "org_0001"))
        .hasMessageContaining("TIERCEL-8208");
  }
}
