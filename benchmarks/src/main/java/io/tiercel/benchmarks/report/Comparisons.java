/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.report;

import io.tiercel.benchmarks.peers.LocalPeer;
import io.tiercel.benchmarks.peers.RemotePeer;
import io.tiercel.benchmarks.peers.Values;
import io.tiercel.benchmarks.report.Comparison.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The lines of the table: first those that have a target, then, where wanted, all peers. */
final class Comparisons {
  private static final List<LocalPeer> OURS =
      List.of(LocalPeer.TIERCEL, LocalPeer.TIERCEL_SHIPPED, LocalPeer.TIERCEL_USED);
  private static final List<Integer> FEW_AND_MANY = List.of(1, 8);

  /**
   * What is done, and how.
   *
   * @param method the method of the benchmark
   * @param values what is stored
   * @param statistics whether statistics are on
   * @param threads how many do it
   */
  private record Work(String method, Values values, boolean statistics, int threads) {
    static Work hit(Values values, boolean statistics, int threads) {
      return new Work("hit", values, statistics, threads);
    }

    String inThreads() {
      return threads == 1 ? ", 1 thread" : ", " + threads + " threads";
    }
  }

  private final List<Comparison> lines = new ArrayList<>();

  private Comparisons() {}

  /** Returns the lines that have a target. */
  static List<Comparison> targets() {
    Comparisons all = new Comparisons();
    all.localTargets();
    all.remoteTargets();
    return List.copyOf(all.lines);
  }

  /** Returns the lines that have a target, and those of the other peers. */
  static List<Comparison> all() {
    Comparisons all = new Comparisons();
    all.localTargets();
    all.remoteTargets();
    all.otherLocalPeers();
    all.otherRemotePeers();
    return List.copyOf(all.lines);
  }

  private void localTargets() {
    for (int threads : FEW_AND_MANY) {
      for (LocalPeer ours : OURS) {
        local(ours, Work.hit(Values.TEXT, false, threads), LocalPeer.CAFFEINE, Target.atLeast(0.7));
        local(
            ours,
            Work.hit(Values.TEXT, false, threads),
            LocalPeer.CAFFEINE_JCACHE,
            Target.atLeast(2));
      }
      for (LocalPeer ours : OURS) {
        local(
            ours,
            Work.hit(Values.TEXT, true, threads),
            LocalPeer.CAFFEINE_JCACHE,
            Target.atLeast(1.5));
      }
    }
    for (LocalPeer ours : OURS) {
      local(ours, Work.hit(Values.OBJECT, false, 1), LocalPeer.CAFFEINE_JCACHE, Target.atLeast(20));
    }
    lines.add(
        new Comparison(
            "`@CacheResult` hit, 1 thread",
            new Side("intercepted", Measure.annotated("annotatedHit")),
            new Side("`cache.get`", Measure.annotated("cacheGet")),
            Target.atLeast(0.5)));
  }

  private void remoteTargets() {
    for (Values values : List.of(Values.TEXT, Values.LONG_TEXT)) {
      for (int threads : FEW_AND_MANY) {
        remote("get", values, threads, RemotePeer.PLAIN, Target.atLeast(0.9));
      }
    }
    remote("get", Values.TEXT, 8, RemotePeer.REDISSON_JCACHE, Target.atLeast(1.2));
    remote("get", Values.TEXT, 64, RemotePeer.PLAIN, Target.atLeast(3));
    for (String method : List.of("put", "putIfAbsent", "replace")) {
      remote(method, Values.TEXT, 8, RemotePeer.REDISSON_JCACHE, Target.atLeast(1.5));
    }
    remote("put", Values.TEXT, 64, RemotePeer.PLAIN, Target.atLeast(1.5));
    remote("invoke", Values.TEXT, 8, RemotePeer.REDISSON_JCACHE, Target.atLeast(2));
    for (String method : List.of("getAll", "putAll")) {
      remote(method, Values.TEXT, 8, RemotePeer.REDISSON_JCACHE, Target.atLeast(2.5));
    }
    tiered("mixed", 8, RemotePeer.REDISSON_JCACHE, Target.atLeast(20));
  }

  private void otherLocalPeers() {
    for (LocalPeer peer : List.of(LocalPeer.CACHE2K, LocalPeer.EHCACHE, LocalPeer.HAZELCAST)) {
      for (int threads : FEW_AND_MANY) {
        local(LocalPeer.TIERCEL_SHIPPED, Work.hit(Values.TEXT, false, threads), peer, null);
        local(LocalPeer.TIERCEL_SHIPPED, Work.hit(Values.TEXT, true, threads), peer, null);
      }
      local(LocalPeer.TIERCEL_SHIPPED, Work.hit(Values.OBJECT, false, 1), peer, null);
    }
  }

  private void otherRemotePeers() {
    for (String method : List.of("get", "put")) {
      for (RemotePeer peer : List.of(RemotePeer.REDISSON_BUCKET, RemotePeer.REDISSON_MAP_CACHE)) {
        remote(method, Values.TEXT, 8, peer, null);
      }
    }
    tiered("mixed", 8, RemotePeer.REDISSON_LOCAL_MAP, null);
  }

  private void local(LocalPeer ours, Work work, LocalPeer peer, @Nullable Target target) {
    lines.add(
        new Comparison(
            "L1 hit"
                + (work.values() == Values.OBJECT ? ", mutable object" : "")
                + (work.statistics() ? ", statistics" : "")
                + work.inThreads(),
            new Side(words(ours), measure(ours, work)),
            new Side(words(peer), measure(peer, work)),
            target));
  }

  private static Measure measure(LocalPeer peer, Work work) {
    return Measure.local(peer, work.values(), work.statistics(), work.threads());
  }

  private void remote(
      String method, Values values, int threads, RemotePeer peer, @Nullable Target target) {
    remote(RemotePeer.TIERCEL, new Work(method, values, false, threads), peer, target);
  }

  private void tiered(String method, int threads, RemotePeer peer, @Nullable Target target) {
    Work work = new Work(method, Values.TEXT, false, threads);
    remote(RemotePeer.TIERCEL_TIERED, work, peer, target);
  }

  private void remote(RemotePeer ours, Work work, RemotePeer peer, @Nullable Target target) {
    lines.add(
        new Comparison(
            (ours == RemotePeer.TIERCEL ? "L2 " : "L1 and L2 ")
                + work(work.method(), peer)
                + (work.values() == Values.LONG_TEXT ? ", 10 kB" : "")
                + work.inThreads(),
            new Side(words(ours), measure(ours, work)),
            new Side(words(peer), measure(peer, work)),
            target));
  }

  private static Measure measure(RemotePeer peer, Work work) {
    return Measure.remote(peer, work.method(), work.values(), work.threads());
  }

  private static String work(String method, RemotePeer peer) {
    return switch (method) {
      case "getAll", "putAll" -> method + " of 100";
      case "invoke" -> "invoke (+1), 64 keys";
      case "mixed" -> "95/5";
      case "get" -> peer == RemotePeer.PLAIN ? "get : GET" : "get";
      case "put" -> peer == RemotePeer.PLAIN ? "put : SET" : "put";
      default -> method;
    };
  }

  private static String words(Enum<?> peer) {
    return peer.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
