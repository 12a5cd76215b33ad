/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One line of the table: what we do beside what a peer does.
 *
 * @param ours our measure
 * @param theirs the peer's
 * @param target what the ratio of ours to theirs shall be at least
 */
record Comparison(Measure ours, Measure theirs, double target) {
  /**
   * A row of a benchmark.
   *
   * @param method its class and method
   * @param peer who does it
   * @param more the other parameters
   * @param threads how many call it
   */
  record Measure(String method, Enum<?> peer, Map<String, String> more, int threads) {
    /** Returns what is done, by whomever. */
    String work() {
      String name = method.substring(method.lastIndexOf('.') + 1);
      return Stream.of(
              name.equals("hit") ? "L1 hit" : "L2 " + name,
              words(more.getOrDefault("values", "")),
              more.getOrDefault("statistics", "false").equals("true") ? "statistics" : "",
              threads == 1 ? "1 thread" : threads + " threads")
          .filter(word -> !word.isEmpty())
          .reduce((all, word) -> all + ", " + word)
          .orElseThrow();
    }

    /** Returns who does it. */
    String who() {
      return words(peer.name());
    }

    private static String words(String constant) {
      return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** Returns the lines that have a target. */
  static List<Comparison> targets() {
    List<Comparison> all = new ArrayList<>();
    for (LocalPeer ours :
        List.of(LocalPeer.TIERCEL, LocalPeer.TIERCEL_SHIPPED, LocalPeer.TIERCEL_USED)) {
      for (int threads : List.of(1, 8)) {
        Measure hit = hit(ours, Values.TEXT, false, threads);
        all.add(new Comparison(hit, by(hit, LocalPeer.CAFFEINE), 0.7));
        all.add(new Comparison(hit, by(hit, LocalPeer.CAFFEINE_JCACHE), 2));
        Measure counted = hit(ours, Values.TEXT, true, threads);
        all.add(new Comparison(counted, by(counted, LocalPeer.CAFFEINE_JCACHE), 1.5));
      }
      Measure copied = hit(ours, Values.OBJECT, false, 1);
      all.add(new Comparison(copied, by(copied, LocalPeer.CAFFEINE_JCACHE), 20));
    }
    for (Values values : List.of(Values.TEXT, Values.LONG_TEXT)) {
      all.add(remote("get", values, 1, RemotePeer.PLAIN, 0.9));
      all.add(remote("get", values, 8, RemotePeer.PLAIN, 0.9));
    }
    all.add(remote("get", Values.TEXT, 64, RemotePeer.PLAIN, 3));
    all.add(remote("put", Values.TEXT, 64, RemotePeer.PLAIN, 1.5));
    all.add(remote("get", Values.TEXT, 8, RemotePeer.REDISSON_JCACHE, 1.2));
    for (String method : List.of("put", "putIfAbsent", "replace")) {
      all.add(remote(method, Values.TEXT, 8, RemotePeer.REDISSON_JCACHE, 1.5));
    }
    all.add(remote("invoke", Values.TEXT, 8, RemotePeer.REDISSON_JCACHE, 2));
    for (String method : List.of("getAll", "putAll")) {
      all.add(remote(method, Values.TEXT, 8, RemotePeer.REDISSON_JCACHE, 2.5));
    }
    Measure mixed = remote("mixed", Values.TEXT, 8, RemotePeer.TIERCEL_TIERED);
    all.add(new Comparison(mixed, by(mixed, RemotePeer.REDISSON_JCACHE), 20));
    return all;
  }

  private static Measure hit(LocalPeer peer, Values values, boolean statistics, int threads) {
    return new Measure(
        LocalHitBenchmark.class.getName() + ".hit",
        peer,
        Map.of("values", values.name(), "statistics", String.valueOf(statistics)),
        threads);
  }

  private static Comparison remote(
      String method, Values values, int threads, RemotePeer peer, double target) {
    Measure ours = remote(method, values, threads, RemotePeer.TIERCEL);
    return new Comparison(ours, by(ours, peer), target);
  }

  private static Measure remote(String method, Values values, int threads, RemotePeer peer) {
    return new Measure(
        RemotePeersBenchmark.class.getName() + "." + method,
        peer,
        Map.of("values", values.name()),
        threads);
  }

  private static Measure by(Measure measure, Enum<?> peer) {
    return new Measure(measure.method, peer, measure.more, measure.threads);
  }
}
