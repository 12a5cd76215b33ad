/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.config.HashTag;
import io.tiercel.jcache.internal.tier.CacheAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountRequestsTest {
  private static final byte[] BEFORE = {'1'};

  private final CountRequest cache = ofCache("org_1:contacts");
  private final CountRequest again = ofCache("org_1:contacts");
  private final CountRequest tenant =
      CountRequest.ofCaches("p:org_1:", "p:org_1:$tenant:v1", null, BEFORE);
  private final CountRequest neighbour =
      CountRequest.ofCaches("p:org_12:", "p:org_12:$tenant:v1", null, BEFORE);
  private final CountRequest shared = CountRequest.ofCaches("p:", null, "p:$tag:x:v1", BEFORE);

  private static CountRequest ofCache(String name) {
    CacheAddress address = CacheAddress.of(name, "v1");
    return CountRequest.ofCache(new RedisKeys(address, "p:", HashTag.NONE), BEFORE);
  }

  @Test
  void reaching_key_isWhatMayHaveReachedItsEntry() {
    CountRequests all = new CountRequests(List.of(cache, again, tenant, neighbour, shared));
    assertThat(all.reaching("p:org_1:contacts:a:v1"))
        .containsExactlyInAnyOrder(cache, again, tenant, shared);
    assertThat(all.reaching("p:org_1:messages:a:v1")).containsExactlyInAnyOrder(tenant, shared);
    assertThat(all.reaching("p:org_12:contacts:a:v1")).containsExactlyInAnyOrder(neighbour, shared);
    assertThat(all.reaching("p:org_1:contacts:$meta:v1")).isEmpty();
    assertThat(all.reaching("p")).isEmpty();
    assertThat(all.reaching("other:org_1:contacts:a:v1")).isEmpty();
  }

  @Test
  void commonStart_isTheLongestOfAll() {
    assertThat(new CountRequests(List.of(tenant, neighbour)).commonStart()).isEqualTo("p:org_1");
    assertThat(new CountRequests(List.of(cache)).commonStart()).isEqualTo("p:org_1:contacts:");
    assertThat(new CountRequests(List.of(cache, shared)).commonStart()).isEqualTo("p:");
    assertThat(new CountRequests(List.of()).commonStart()).isEmpty();
  }
}
