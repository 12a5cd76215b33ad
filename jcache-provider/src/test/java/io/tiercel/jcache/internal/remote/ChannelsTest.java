/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.config.HashTag;
import io.tiercel.jcache.internal.tier.CacheAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChannelsTest {
  private static final Channels SERVER = Channels.ofServer("app:");
  private static final Channels CLUSTER = Channels.ofCluster("app:");

  @Test
  void told_toOneServer_isOneOfSixtyFourByName() {
    assertThat(SERVER.names()).hasSize(64).doesNotHaveDuplicates().contains("app:$inv:0");
    for (int i = 0; i < 1000; i++) {
      String name = "org_" + i;
      // Nodes of all versions must agree.
      assertThat(SERVER.told(name, "any"))
          .containsExactly("app:$inv:" + Math.floorMod(name.hashCode(), 64), "", "");
    }
  }

  @Test
  void names_ofACluster_lieFromTheFirstSlotToTheLast() {
    List<Integer> slots = CLUSTER.names().stream().map(Slots::of).toList();
    assertThat(slots).hasSize(64).isSorted().doesNotHaveDuplicates().contains(0, 16_383);
    for (int i = 1; i < slots.size(); i++) {
      assertThat(slots.get(i) - slots.get(i - 1)).isBetween(260, 261);
    }
    // Nodes of all versions must agree.
    assertThat(CLUSTER.names()).contains("app:$inv:{3560}");
  }

  @Test
  void told_toACluster_isTheNeighboursOfTheKeysSlot() {
    for (int i = 0; i < 20_000; i++) {
      String key = "key-" + i;
      List<String> told = CLUSTER.told("any", key);
      assertThat(told).hasSize(3).startsWith("app:$inv");
      assertThat(Slots.of(told.get(1))).isLessThanOrEqualTo(Slots.of(key));
      assertThat(Slots.of(told.get(2))).isGreaterThanOrEqualTo(Slots.of(key));
      assertThat(Slots.of(told.get(2)) - Slots.of(told.get(1))).isLessThanOrEqualTo(261);
    }
  }

  @Test
  void of_keysOfACache_areTheChannelsOnWhichItIsTold() {
    CacheAddress address = CacheAddress.of("org_1:contacts", "v1");
    RedisKeys keys = new RedisKeys(address, "app:", HashTag.CACHE);
    assertThat(CLUSTER.of(keys.epochs()))
        .containsAll(CLUSTER.told("", keys.entry("7")))
        .containsAll(CLUSTER.told("", keys.epochs().get(1)))
        .hasSizeBetween(3, 5);
  }

  @Test
  void slot_ofAKey_isThatOfItsBraces() {
    assertThat(Slots.of("123456789")).isEqualTo(0x31C3);
    assertThat(Slots.of("{123456789}:a")).isEqualTo(0x31C3);
    assertThat(Slots.of("a{123456789}b{c}")).isEqualTo(0x31C3);
    assertThat(Slots.of("a{}")).isNotEqualTo(Slots.of(""));
    assertThat(Slots.of("a}b{c}")).isEqualTo(Slots.of("c"));
  }
}
