/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.processes;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.groupingBy;

import io.tiercel.jcache.processes.Event.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** Finds in what the nodes saw all that the promise of coherence rules out. */
final class Checker {
  /** What may be wrong. */
  enum Fault {
    /** A read returned an older version than one that had ended on its node before it began. */
    BACKWARD,
    /** A read returned an older version than its own node had written before it began. */
    OWN_WRITE_UNSEEN,
    /** A read found nothing where nobody had removed anything. */
    VANISHED,
    /** A version from before a clear was read after it, by another node after the bound. */
    CLEARED_SEEN,
    /** A version was read after its expiry by Redis's clock. */
    EXPIRED_SEEN,
    /** Two increments made the same version, or one is not in the sum. */
    INCREMENT_LOST,
    /** Two claims of a key won, or none did. */
    NOT_ONE_WINNER,
    /** A node did not see in time what Redis holds. */
    NOT_CONVERGED
  }

  /**
   * How long after a clear other nodes may still serve what it cleared: by then a message has come
   * or its loss is known.
   */
  static final long CLEAR_BOUND_NANOS = 3_000_000_000L;

  private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
  private final List<String> examples = new ArrayList<>();
  private final List<Event> events;

  /** Checks what all nodes noted. */
  Checker(Collection<Event> noted) {
    this.events = noted.stream().filter(Event::done).toList();
  }

  /**
   * Checks the reads that began at a time or later, by what was noted at any time.
   *
   * @param absenceAllowed whether an outage may have taken entries away
   */
  Checker reads(long from, boolean absenceAllowed) {
    Map<String, List<Event>> byNodeAndKey =
        events.stream().collect(groupingBy(event -> event.node() + " " + event.key()));
    byNodeAndKey.values().forEach(seen -> readsOfOneKey(seen, from, absenceAllowed));
    return this;
  }

  /** Checks all that is noted, save the sums. */
  Checker everything() {
    reads(Long.MIN_VALUE, false);
    clears();
    expiries();
    winners();
    return this;
  }

  /** Checks that each increment made a version of its own, up to the final one. */
  Checker sums(Map<String, Long> finals) {
    finals.forEach(
        (key, last) -> {
          Set<Long> made = new HashSet<>();
          for (Event event : events) {
            if (event.kind() == Kind.INCREMENT && event.key().equals(key)) {
              if (!made.add(event.value())) {
                add(Fault.INCREMENT_LOST, "twice " + event);
              }
            }
          }
          if (made.size() != last) {
            add(Fault.INCREMENT_LOST, key + "=" + last + " after " + made.size());
          }
        });
    return this;
  }

  /** Notes a fault. */
  void add(Fault fault, String example) {
    counts.merge(fault, 1, Integer::sum);
    if (examples.size() < 20) {
      examples.add(fault + " " + example);
    }
  }

  int count(Fault fault) {
    return counts.getOrDefault(fault, 0);
  }

  int total() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  @Override
  public String toString() {
    return counts + " in " + events.size() + " operations\n" + String.join("\n", examples);
  }

  private void readsOfOneKey(List<Event> seen, long from, boolean absenceAllowed) {
    List<Event> byEnd = new ArrayList<>(seen);
    byEnd.sort(comparingLong(Event::end));
    List<Event> byBegin = new ArrayList<>(seen);
    byBegin.sort(comparingLong(Event::begin));
    NavigableMap<Long, Long> removals = removals(seen.get(0).key());
    int ended = 0;
    Event floor = null;
    for (Event read : byBegin) {
      while (ended < byEnd.size() && byEnd.get(ended).end() < read.begin()) {
        Event past = byEnd.get(ended++);
        if (past.kind() != Kind.CLAIM && (floor == null || past.value() > floor.value())) {
          floor = past;
        }
      }
      if (read.kind() == Kind.READ && read.begin() >= from && floor != null) {
        check(read, floor, removals, absenceAllowed);
      }
    }
  }

  private void check(
      Event read, Event floor, NavigableMap<Long, Long> removals, boolean absenceAllowed) {
    if (read.value() == 0) {
      Map.Entry<Long, Long> removal = removals.floorEntry(read.end());
      boolean removed = removal != null && removal.getValue() >= floor.value();
      boolean mayEnd = "ge".indexOf(read.key().charAt(0)) >= 0;
      if (floor.value() > 0 && !removed && !mayEnd && !absenceAllowed) {
        add(Fault.VANISHED, read + " after " + floor);
      }
      return;
    }
    boolean older =
        floor.kind() == Kind.REMOVE ? read.value() <= floor.value() : read.value() < floor.value();
    if (older) {
      add(
          floor.kind() == Kind.READ ? Fault.BACKWARD : Fault.OWN_WRITE_UNSEEN,
          read + " after " + floor);
    }
  }

  /** Returns the removals of a key by any node: when each began, and its version. */
  private NavigableMap<Long, Long> removals(String key) {
    NavigableMap<Long, Long> removals = new TreeMap<>();
    for (Event event : events) {
      if (event.kind() == Kind.REMOVE && event.key().equals(key)) {
        removals.put(event.begin(), event.value());
      }
    }
    return removals;
  }

  private void clears() {
    TreeMap<Long, Event> clears = new TreeMap<>();
    events.stream()
        .filter(event -> event.kind() == Kind.CLEAR)
        .forEach(event -> clears.put(event.end(), event));
    for (Event read : events) {
      if (read.kind() == Kind.READ && read.key().startsWith("g") && read.value() > 0) {
        Map.Entry<Long, Event> own = clears.lowerEntry(read.begin());
        Map.Entry<Long, Event> old = clears.lowerEntry(read.begin() - CLEAR_BOUND_NANOS);
        boolean byItself =
            own != null
                && own.getValue().node() == read.node()
                && read.value() <= own.getValue().value();
        if (byItself || (old != null && read.value() <= old.getValue().value())) {
          add(Fault.CLEARED_SEEN, read.toString());
        }
      }
    }
  }

  /** Checks that nothing was read after its expiry. */
  Checker expiries() {
    Map<String, Long> written = new HashMap<>();
    for (Event event : events) {
      if (event.kind() == Kind.WRITE && event.serverMillis() > 0) {
        written.put(event.key() + " " + event.value(), event.serverMillis());
      }
    }
    for (Event read : events) {
      if (read.kind() == Kind.READ && read.serverMillis() > 0) {
        Long since = written.get(read.key() + " " + read.value());
        if (since != null && read.serverMillis() > since + NodeCaches.SHORT_LIFE_MILLIS) {
          add(Fault.EXPIRED_SEEN, read + " written by " + since);
        }
      }
    }
    return this;
  }

  private void winners() {
    Map<String, Long> winners = new HashMap<>();
    for (Event event : events) {
      if (event.kind() == Kind.CLAIM) {
        winners.merge(event.key(), event.value(), Long::sum);
      }
    }
    winners.forEach(
        (key, count) -> {
          if (count != 1) {
            add(Fault.NOT_ONE_WINNER, key + ": " + count);
          }
        });
  }
}
