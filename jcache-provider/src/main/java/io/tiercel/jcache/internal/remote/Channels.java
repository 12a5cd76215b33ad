/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The channels on which changes are told: a fixed number, whatever the number of caches. One server
 * has 64, and the cache's name decides. A cluster has 64 sharded ones whose slots lie evenly over
 * all slots, from the first to the last, and a plain one: what happens in a slot is told on one of
 * its two neighbours, whichever is on the same server, and on the plain one where neither is.
 * Immutable.
 */
final class Channels {
  private static final int COUNT = 64;

  private final boolean cluster;
  private final List<String> names = new ArrayList<>();
  private final String plain;

  private Channels(String prefix, boolean cluster) {
    this.cluster = cluster;
    this.plain = prefix + "$inv";
    for (int i = 0; i < COUNT; i++) {
      names.add(cluster ? prefix + "$inv:{" + Tags.BY_CHANNEL[i] + '}' : prefix + "$inv:" + i);
    }
  }

  static Channels ofServer(String prefix) {
    return new Channels(prefix, false);
  }

  static Channels ofCluster(String prefix) {
    return new Channels(prefix, true);
  }

  /** Returns all of them, save the plain one of a cluster. */
  List<String> names() {
    return names;
  }

  /** Returns the channel of a cluster that is not sharded. */
  String plain() {
    return plain;
  }

  /**
   * Returns three arguments for TELL, as it says.
   *
   * @param name the name of the cache or tenant that something happens to
   * @param key the key that it happens to
   */
  List<String> told(String name, String key) {
    if (!cluster) {
      return List.of(names.get(Math.floorMod(name.hashCode(), COUNT)), "", "");
    }
    int before = before(Slots.of(key));
    return List.of(plain, names.get(before), names.get(Math.min(before + 1, COUNT - 1)));
  }

  /** Returns the channels on which what happens to some keys of a cluster may be told. */
  Set<String> of(List<String> keys) {
    Set<String> heard = new LinkedHashSet<>();
    keys.forEach(key -> heard.addAll(told("", key)));
    return heard;
  }

  /** Returns the last channel whose slot is not after a slot. */
  private static int before(int slot) {
    int channel = slot * (COUNT - 1) / (Slots.COUNT - 1);
    return channel + 1 < COUNT && slotOf(channel + 1) <= slot ? channel + 1 : channel;
  }

  private static int slotOf(int channel) {
    return channel * (Slots.COUNT - 1) / (COUNT - 1);
  }

  /** For each channel the least number whose text has the channel's slot. */
  private static final class Tags {
    private static final int[] BY_CHANNEL = find();

    private static int[] find() {
      int[] bySlot = new int[Slots.COUNT];
      Arrays.fill(bySlot, -1);
      int missing = Slots.COUNT;
      for (int tag = 0; missing > 0; tag++) {
        int slot = Slots.of(Integer.toString(tag));
        if (bySlot[slot] < 0) {
          bySlot[slot] = tag;
          missing--;
        }
      }
      int[] tags = new int[COUNT];
      Arrays.setAll(tags, channel -> bySlot[slotOf(channel)]);
      return tags;
    }
  }
}
