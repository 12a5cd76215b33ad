/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import java.util.ArrayList;
import java.util.List;

/** What the WRITE script answers, entry by entry. Immutable. */
final class WriteReply {
  /** The code of an entry of which nobody knows what became. */
  static final int UNKNOWN = 8;

  private static final int FAILED = 9;
  private static final int MORE = 3;
  private static final byte[] NOTHING = {};

  private final List<Object> reply;
  private final byte[] codes;

  WriteReply(List<Object> reply) {
    this.reply = reply;
    this.codes = (byte[]) reply.get(0);
  }

  /** Returns how many entries it is about. */
  int size() {
    return codes.length;
  }

  /** Returns what became of an entry. */
  int code(int index) {
    return codes[index] - '0';
  }

  /** Tells whether an entry failed among those of other callers, which did not. */
  boolean failed(int index) {
    return code(index) == FAILED;
  }

  /** Returns the entry before, or empty; or why it failed. */
  byte[] entry(int index) {
    return more(index, 1);
  }

  /** Returns the deadline that was kept, or empty. */
  byte[] deadline(int index) {
    return more(index, 2);
  }

  /** Returns what is said of one entry, as a reply to it alone. */
  WriteReply part(int index) {
    return size() == 1 ? this : new WriteReply(alone(index));
  }

  /** Returns what would have been answered if an entry had been alone. */
  List<Object> alone(int index) {
    List<Object> own = new ArrayList<>(1 + MORE);
    own.add(new byte[] {codes[index]});
    int at = at(index);
    if (at < reply.size()) {
      own.add(0L);
      own.add(reply.get(at + 1));
      own.add(reply.get(at + 2));
    }
    return own;
  }

  private byte[] more(int index, int what) {
    int at = at(index);
    return at < reply.size() ? (byte[]) reply.get(at + what) : NOTHING;
  }

  private int at(int index) {
    int at = 1;
    while (at < reply.size() && (Long) reply.get(at) != index) {
      at += MORE;
    }
    return at;
  }
}
