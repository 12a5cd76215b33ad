/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.processes;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.cache.Cache;

/** A process that is a node, and does what the lines of its input say. */
final class NodeMain {
  private static final int LOADING_THREADS = 32;

  private final NodeCaches caches;
  private final Work work;
  private final ExecutorService threads = Executors.newFixedThreadPool(LOADING_THREADS);
  private final List<Future<Long>> loads = new ArrayList<>();

  private NodeMain(NodeCaches caches, Work work) {
    this.caches = caches;
    this.work = work;
  }

  /**
   * Runs the process until its input ends.
   *
   * @param arguments the node's number, what its L1 is, its servers, the timeout, whether only what
   *     outlives faults is done, the pause between operations in nanoseconds
   * @throws Exception if a line is wrong
   */
  public static void main(String[] arguments) throws Exception {
    int node = Integer.parseInt(arguments[0]);
    Servers servers = Servers.parse(arguments[2]);
    NodeCaches caches =
        new NodeCaches(
            node, NodeCaches.Near.valueOf(arguments[1]), servers, Long.parseLong(arguments[3]));
    Work work =
        new Work(
            node,
            caches,
            servers.port(),
            Boolean.parseBoolean(arguments[4]),
            Long.parseLong(arguments[5]));
    NodeMain main = new NodeMain(caches, work);
    System.out.println(ChildJvm.ANSWER + "ready");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        System.out.println(ChildJvm.ANSWER + main.answer(line.split(" ")));
      }
    }
    Runtime.getRuntime().halt(0);
  }

  private String answer(String... words) throws Exception {
    return switch (words[0]) {
      case "begin" -> {
        work.begin();
        yield "begun";
      }
      case "end" -> {
        Event.write(Path.of(words[1]), work.end());
        yield "ended";
      }
      case "read" ->
          Stream.of(words[2].split(","))
              .map(key -> key + "=" + caches.cache(words[1]).get(key))
              .collect(Collectors.joining(" "));
      case "put" -> {
        caches.cache(words[1]).put(words[2], Long.valueOf(words[3]));
        yield "put";
      }
      case "clear" -> {
        caches.cache(words[1]).clear();
        yield "cleared";
      }
      case "failures" -> work.failures().replace('\n', '|');
      case "decide" -> decided(caches.cache("claims"));
      case "load" -> load(words[1], words[2]);
      case "loaded" -> {
        TreeSet<Long> values = new TreeSet<>();
        for (Future<Long> load : loads) {
          values.add(load.get());
        }
        loads.clear();
        yield values.toString();
      }
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  /** Returns whether L2 decides. */
  private static String decided(Cache<String, Long> cache) {
    try {
      cache.putIfAbsent("decided", 1L);
      return "yes";
    } catch (io.tiercel.jcache.spi.TierUnavailableException e) {
      return "no";
    }
  }

  /** Lets all threads miss a key at once; returns when all are about to. */
  private String load(String cache, String key) throws InterruptedException {
    CountDownLatch started = new CountDownLatch(LOADING_THREADS);
    for (int i = 0; i < LOADING_THREADS; i++) {
      loads.add(
          threads.submit(
              () -> {
                started.countDown();
                return caches.cache(cache).get(key);
              }));
    }
    started.await();
    return "missing";
  }
}
