/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.processes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Three processes on the same servers, and what this process sees of Redis without copies. */
final class Fleet implements AutoCloseable {
  private static final long CONVERGENCE_NANOS = 10_000_000_000L;

  private final Path folder;
  private final List<ChildJvm> nodes = new ArrayList<>();
  private final NodeCaches truth;
  private int histories;

  /**
   * Starts the processes.
   *
   * @param faults whether Redis will be away: only what outlives that is done, slower
   */
  Fleet(Servers servers, Path folder, NodeCaches.Near near, boolean faults) {
    this.folder = folder;
    for (int i = 0; i < Work.NODES; i++) {
      nodes.add(start(servers, i, near, faults));
    }
    nodes.forEach(ChildJvm::answer);
    truth = new NodeCaches(-1, NodeCaches.Near.REMOTE, servers, 20_000);
  }

  /** Starts one more process, whose first answer says that it is ready. */
  static ChildJvm start(Servers servers, int node, NodeCaches.Near near, boolean faults) {
    return ChildJvm.start(
        NodeMain.class,
        node,
        near,
        servers.text(),
        faults ? 1_000 : 20_000,
        faults,
        faults ? 1_000_000 : 100_000);
  }

  ChildJvm node(int number) {
    return nodes.get(number);
  }

  List<ChildJvm> nodes() {
    return nodes;
  }

  /** Sends a line to all nodes, and returns the answers once all have come. */
  List<String> askAll(String line) {
    nodes.forEach(node -> node.tell(line));
    return nodes.stream().map(ChildJvm::answer).toList();
  }

  void begin() {
    askAll("begin");
  }

  /** Ends the work of all nodes, and returns what they noted. */
  List<Event> end() {
    List<Path> files = new ArrayList<>();
    for (ChildJvm node : nodes) {
      Path file = folder.resolve("history-" + histories++);
      files.add(file);
      node.tell("end " + file);
    }
    List<Event> events = new ArrayList<>();
    nodes.forEach(ChildJvm::answer);
    for (Path file : files) {
      try {
        events.addAll(Event.read(file));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    return events;
  }

  /** Returns what Redis holds of the counters. */
  Map<String, Long> counters() {
    Map<String, Long> counters = new HashMap<>();
    for (String key : Work.COUNTERS) {
      Long value = truth.cacheOf(key).get(key);
      counters.put(key, value == null ? 0 : value);
    }
    return counters;
  }

  /** Notes the keys of which a node does not see in time what Redis holds. */
  void converge(Checker checker) {
    long deadline = System.nanoTime() + CONVERGENCE_NANOS;
    List<String> different = different();
    while (!different.isEmpty() && System.nanoTime() < deadline) {
      different = different();
    }
    different.forEach(each -> checker.add(Checker.Fault.NOT_CONVERGED, each));
  }

  private List<String> different() {
    List<String> different = new ArrayList<>();
    Map<String, List<String>> caches =
        Map.of("counters", Work.COUNTERS, "registers", Work.REGISTERS, "cleared", Work.CLEARED);
    caches.forEach(
        (cache, keys) -> {
          List<String> expected =
              keys.stream().map(key -> key + "=" + truth.cache(cache).get(key)).toList();
          for (ChildJvm node : nodes) {
            String answer = node.ask("read " + cache + " " + String.join(",", keys));
            List<String> seen = List.of(answer.split(" "));
            for (int i = 0; i < keys.size(); i++) {
              if (!seen.get(i).equals(expected.get(i))) {
                different.add(seen.get(i) + " instead of " + expected.get(i));
              }
            }
          }
        });
    return different;
  }

  @Override
  public void close() {
    Stream.concat(nodes.stream(), Stream.of(truth)).forEach(Fleet::close);
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
