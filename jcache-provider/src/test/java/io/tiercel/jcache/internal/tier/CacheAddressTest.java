/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheAddressTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "contacts, -, contacts",
        "org_1:contacts, org_1, contacts",
        "org_1:a:b, org_1, a:b",
        ":contacts, -, :contacts",
        "org_1:, -, org_1:"
      })
  void of_name_isSplitAtItsFirstColon(String name, String tenant, String resource) {
    CacheAddress address = CacheAddress.of(name, "v1");
    assertThat(address.tenant()).isEqualTo(tenant);
    assertThat(address.resource()).isEqualTo(resource);
  }

  @Test
  void ofTenant_namesThatLookAlike_areThoseOfTheTenantAlone() {
    NavigableMap<String, String> byName = new TreeMap<>();
    for (String name :
        new String[] {
          "a", "a:", "a:b", "a:c:d", "a:\uffff", "a-:b", "a;b", "ab:c", "A:b", "b:a", ":a:b"
        }) {
      byName.put(name, name);
    }
    assertThat(CacheAddress.ofTenant("a", byName)).containsExactly("a:b", "a:c:d", "a:\uffff");
    assertThat(CacheAddress.ofTenant("none", byName)).isEmpty();
  }
}
