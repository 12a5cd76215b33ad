/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.embedded;

import java.util.ArrayList;
import java.util.List;

/**
 * A slot of a cluster on its way from one master to another, as {@code redis-cli} moves it. Not
 * safe for many threads.
 */
public final class SlotMove {
  private static final int PAGE = 100;
  private static final String TIMEOUT_MILLIS = "5000";

  private final String slot;
  private final EmbeddedRedis from;
  private final EmbeddedRedis to;
  private final List<EmbeddedRedis> nodes;

  /** Begins the move: what the one has not, is asked of the other. */
  SlotMove(int slot, EmbeddedRedis from, EmbeddedRedis to, List<EmbeddedRedis> nodes) {
    this.slot = Integer.toString(slot);
    this.from = from;
    this.to = to;
    this.nodes = nodes;
    to.call("CLUSTER", "SETSLOT", this.slot, "IMPORTING", from.call("CLUSTER", "MYID"));
    from.call("CLUSTER", "SETSLOT", this.slot, "MIGRATING", to.call("CLUSTER", "MYID"));
  }

  /** Moves some keys, and tells how many there were. */
  public int keys(int most) {
    String keys = from.call("CLUSTER", "GETKEYSINSLOT", slot, Integer.toString(most));
    if (keys.isEmpty()) {
      return 0;
    }
    List<String> command = new ArrayList<>(List.of("MIGRATE", "127.0.0.1"));
    command.addAll(List.of(Integer.toString(to.port()), "", "0", TIMEOUT_MILLIS, "KEYS"));
    List<String> names = keys.lines().toList();
    command.addAll(names);
    from.call(command.toArray(String[]::new));
    return names.size();
  }

  /** Moves the keys that are left, and gives the slot away. */
  public void finish() {
    int moved;
    do {
      moved = keys(PAGE);
    } while (moved > 0);
    String owner = to.call("CLUSTER", "MYID");
    to.call("CLUSTER", "SETSLOT", slot, "NODE", owner);
    from.call("CLUSTER", "SETSLOT", slot, "NODE", owner);
    nodes.forEach(node -> node.call("CLUSTER", "SETSLOT", slot, "NODE", owner));
  }
}
