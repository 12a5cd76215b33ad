/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.processes;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One operation as its caller saw it.
 *
 * @param node the node that made it
 * @param kind what it was
 * @param outcome how it ended
 * @param key the key; empty for a clear
 * @param begin when it began, in nanoseconds of the machine
 * @param end when it returned
 * @param value the version that was read, written or removed, 0 for an absence; the round of a
 *     clear; 1 for a claim that won
 * @param serverMillis Redis's time, before a read or after a write of an entry that expires; else 0
 */
record Event(
    int node,
    Kind kind,
    Outcome outcome,
    String key,
    long begin,
    long end,
    long value,
    long serverMillis) {

  /** What was done. */
  enum Kind {
    READ,
    WRITE,
    REMOVE,
    INCREMENT,
    CLAIM,
    CLEAR;

    /** Tells whether the operation answers a decision, and may throw when Redis is away. */
    boolean decides() {
      return this == INCREMENT || this == CLAIM;
    }
  }

  /** How it ended. */
  enum Outcome {
    DONE,
    /** It threw TierUnavailableException. */
    UNDECIDED,
    /** It threw something else. */
    FAILED
  }

  boolean done() {
    return outcome == Outcome.DONE;
  }

  static void write(Path file, List<Event> events) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(events.size());
      for (Event event : events) {
        out.writeByte(event.node);
        out.writeUTF(event.kind.name());
        out.writeUTF(event.outcome.name());
        out.writeUTF(event.key);
        out.writeLong(event.begin);
        out.writeLong(event.end);
        out.writeLong(event.value);
        out.writeLong(event.serverMillis);
      }
    }
  }

  static List<Event> read(Path file) throws IOException {
    List<Event> events = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      for (int left = in.readInt(); left > 0; left--) {
        events.add(
            new Event(
                in.readByte(),
                Kind.valueOf(in.readUTF()),
                Outcome.valueOf(in.readUTF()),
                in.readUTF(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong()));
      }
    }
    return events;
  }
}
