/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.report;

import io.tiercel.benchmarks.AnnotatedReadBenchmark;
import io.tiercel.benchmarks.peers.GrowthBenchmark;
import io.tiercel.benchmarks.peers.LocalHitBenchmark;
import io.tiercel.benchmarks.peers.LocalPeer;
import io.tiercel.benchmarks.peers.RemotePeer;
import io.tiercel.benchmarks.peers.RemotePeersBenchmark;
import io.tiercel.benchmarks.peers.Values;
import java.util.Map;

/**
 * A row of a benchmark, as JMH knows it. Immutable.
 *
 * @param method its class and method
 * @param parameters what its parameters are
 * @param threads how many call it
 */
record Measure(String method, Map<String, String> parameters, int threads) {
  /** A hit in a cache of the process. */
  static Measure local(LocalPeer peer, Values values, boolean statistics, int threads) {
    return new Measure(
        LocalHitBenchmark.class.getName() + ".hit",
        Map.of(
            "peer", peer.name(), "values", values.name(), "statistics", String.valueOf(statistics)),
        threads);
  }

  /** Work on a cache in Redis. */
  static Measure remote(RemotePeer peer, String method, Values values, int threads) {
    return new Measure(
        RemotePeersBenchmark.class.getName() + "." + method,
        Map.of("peer", peer.name(), "values", values.name()),
        threads);
  }

  /** A hit through an annotated method, or what it comes down to. */
  static Measure annotated(String method) {
    return new Measure(AnnotatedReadBenchmark.class.getName() + "." + method, Map.of(), 1);
  }

  /** Work on a cache that is small, save in what a parameter says. */
  static Measure grown(String method, String tier, String parameter, int size) {
    return new Measure(
        GrowthBenchmark.class.getName() + "." + method,
        Map.of("tier", tier, parameter, String.valueOf(size)),
        1);
  }
}
