/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.processes;

import io.tiercel.jcache.RedisProbe;
import io.tiercel.jcache.processes.Event.Kind;
import io.tiercel.jcache.processes.Event.Outcome;
import io.tiercel.jcache.spi.TierUnavailableException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import javax.cache.Cache;

/**
 * Random operations of four threads on a few hot keys, each noted. Values are versions that only
 * grow: a counter's by its increments, a register's and a short-lived entry's by the one thread
 * that writes them, a cleared entry's by the rounds between two clears.
 */
final class Work {
  /** How many nodes share the keys. */
  static final int NODES = 3;

  /** Keys that are incremented: c0 by invoke, c1 by compare and set, c2 by both. */
  static final List<String> COUNTERS = List.of("c0", "c1", "c2");

  /** Keys that one thread of one node writes and removes: their digit is the node. */
  static final List<String> REGISTERS = List.of("r0", "r1", "r2");

  /** Keys that node 0 writes and clears. */
  static final List<String> CLEARED = List.of("g0", "g1");

  private static final List<String> SHORT = List.of("e0", "e1", "e2");
  private static final int THREADS = 4;
  private static final long CLAIM_NANOS = 5_000_000;
  private static final long SHORT_PAUSE_NANOS = 2 * NodeCaches.SHORT_LIFE_MILLIS * 1_000_000;

  private final int node;
  private final NodeCaches caches;
  private final int port;
  private final boolean onlyWhatOutlivesFaults;
  private final long pauseNanos;
  private final Map<String, AtomicLong> versions = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private final List<List<Event>> notes = new ArrayList<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean running;
  private volatile long shortWritten = System.nanoTime();

  /**
   * Makes work for a node.
   *
   * @param onlyWhatOutlivesFaults whether what needs Redis between its operations is left out
   * @param pauseNanos the pause of a thread between two operations
   */
  Work(int node, NodeCaches caches, int port, boolean onlyWhatOutlivesFaults, long pauseNanos) {
    this.node = node;
    this.caches = caches;
    this.port = port;
    this.onlyWhatOutlivesFaults = onlyWhatOutlivesFaults;
    this.pauseNanos = pauseNanos;
  }

  void begin() {
    running = true;
    for (int i = 0; i < THREADS; i++) {
      List<Event> events = new ArrayList<>();
      notes.add(events);
      int role = i;
      Thread thread = new Thread(() -> run(role, events), "work-" + i);
      threads.add(thread);
      thread.start();
    }
  }

  /** Ends the work, and returns what was noted. */
  List<Event> end() throws InterruptedException {
    running = false;
    for (Thread thread : threads) {
      thread.join();
    }
    List<Event> all = new ArrayList<>();
    notes.forEach(all::addAll);
    threads.clear();
    notes.clear();
    return all;
  }

  /** Returns the operations that threw what they must not, each with its trace. */
  String failures() {
    return String.join("\n", failures);
  }

  private void run(int role, List<Event> events) {
    Random random = new Random();
    Round round = new Round(events);
    while (running) {
      if (random.nextInt(3) > 0) {
        read(round, random);
      } else {
        write(round, role, random);
      }
      LockSupport.parkNanos(pauseNanos);
    }
    round.close();
  }

  private void write(Round round, int role, Random random) {
    switch (onlyWhatOutlivesFaults && role == THREADS - 1 ? 1 : role) {
      case 0 -> writeRegister(round, "r" + node, random, role);
      case 1 -> increment(round, COUNTERS.get(random.nextInt(COUNTERS.size())), random);
      case 2 -> {
        writeShort(round, "e" + node);
        if (node == 0 && !onlyWhatOutlivesFaults) {
          writeOrClear(round, random);
        }
      }
      default -> {
        String key = "p" + System.nanoTime() / CLAIM_NANOS;
        round.note(
            Kind.CLAIM, key, () -> caches.cacheOf(key).putIfAbsent(key, (long) node) ? 1 : 0);
      }
    }
  }

  private void read(Round round, Random random) {
    int which = random.nextInt(onlyWhatOutlivesFaults ? 3 : 4);
    List<String> keys = List.of(COUNTERS, REGISTERS, SHORT, CLEARED).get(which);
    String key = keys.get(random.nextInt(keys.size()));
    Cache<String, Long> cache = caches.cacheOf(key);
    long before = keys == SHORT ? round.serverMillis() : 0;
    boolean many = random.nextInt(8) == 0;
    round.note(
        Kind.READ,
        key,
        () -> orZero(many ? cache.getAll(Set.of(key)).get(key) : cache.get(key)),
        before);
  }

  private void writeRegister(Round round, String key, Random random, int role) {
    if (role > 0) {
      return;
    }
    Cache<String, Long> cache = caches.cacheOf(key);
    long version = version(key).incrementAndGet();
    if (random.nextInt(10) == 0) {
      round.note(Kind.REMOVE, key, version, () -> cache.remove(key));
    } else if (random.nextInt(10) == 0) {
      round.note(Kind.WRITE, key, version, () -> cache.putAll(Map.of(key, version)));
    } else {
      round.note(Kind.WRITE, key, version, () -> cache.put(key, version));
    }
  }

  private void increment(Round round, String key, Random random) {
    Cache<String, Long> cache = caches.cacheOf(key);
    boolean compare = key.equals("c1") || (key.equals("c2") && random.nextBoolean());
    round.note(
        Kind.INCREMENT,
        key,
        () ->
            compare
                ? compareAndSet(cache, key)
                : cache.invoke(
                    key,
                    (entry, arguments) -> {
                      long next = orZero(entry.getValue()) + 1;
                      entry.setValue(next);
                      return next;
                    }));
  }

  private static long compareAndSet(Cache<String, Long> cache, String key) {
    while (true) {
      Long seen = cache.get(key);
      if (seen == null ? cache.putIfAbsent(key, 1L) : cache.replace(key, seen, seen + 1)) {
        return orZero(seen) + 1;
      }
    }
  }

  /** Writes once the entry has ended and been read after its end. */
  private void writeShort(Round round, String key) {
    long now = System.nanoTime();
    if (now - shortWritten < SHORT_PAUSE_NANOS) {
      return;
    }
    shortWritten = now;
    long version = version(key).incrementAndGet();
    round.noteTimed(key, version, () -> caches.cacheOf(key).put(key, version));
  }

  private void writeOrClear(Round round, Random random) {
    AtomicLong rounds = version("clears");
    if (random.nextInt(8) == 0) {
      round.note(Kind.CLEAR, "", rounds.get(), () -> caches.cache("cleared").clear());
      rounds.incrementAndGet();
    } else {
      String key = CLEARED.get(random.nextInt(CLEARED.size()));
      long now = rounds.get() + 1;
      round.note(Kind.WRITE, key, now, () -> caches.cacheOf(key).put(key, now));
    }
  }

  private AtomicLong version(String key) {
    return versions.computeIfAbsent(key, none -> new AtomicLong());
  }

  private static long orZero(Long value) {
    return value == null ? 0 : value;
  }

  /** The notes of one thread. */
  private final class Round {
    private final List<Event> events;
    private RedisProbe probe;

    Round(List<Event> events) {
      this.events = events;
    }

    /** Returns Redis's time, or 0 if it does not tell. */
    long serverMillis() {
      try {
        if (probe == null) {
          probe = new RedisProbe(port);
        }
        return probe.time();
      } catch (UncheckedIOException e) {
        close();
        return 0;
      }
    }

    void note(Kind kind, String key, LongSupplier operation) {
      note(kind, key, operation, 0);
    }

    void note(Kind kind, String key, long version, Runnable operation) {
      note(
          kind,
          key,
          () -> {
            operation.run();
            return version;
          },
          0);
    }

    void note(Kind kind, String key, LongSupplier operation, long serverMillis) {
      long begin = System.nanoTime();
      long value = 0;
      Outcome outcome = Outcome.DONE;
      try {
        value = operation.getAsLong();
      } catch (TierUnavailableException e) {
        outcome = Outcome.UNDECIDED;
      } catch (RuntimeException e) {
        outcome = Outcome.FAILED;
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        failures.add(kind + " " + key + ": " + trace);
      }
      long end = System.nanoTime();
      events.add(new Event(node, kind, outcome, key, begin, end, value, serverMillis));
    }

    /** Notes a write together with Redis's time after it. */
    void noteTimed(String key, long version, Runnable operation) {
      note(Kind.WRITE, key, version, operation);
      Event last = events.remove(events.size() - 1);
      events.add(
          new Event(
              node,
              last.kind(),
              last.outcome(),
              key,
              last.begin(),
              last.end(),
              last.value(),
              serverMillis()));
    }

    void close() {
      if (probe != null) {
        probe.close();
        probe = null;
      }
    }
  }
}
