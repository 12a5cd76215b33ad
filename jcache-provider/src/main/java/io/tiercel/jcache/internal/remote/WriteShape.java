/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.internal.tier.EntryWrite;
import io.tiercel.jcache.internal.tier.EntryWrite.Condition;

/**
 * What writes must have in common to travel in one script.
 *
 * @param mode the script's mode bits
 * @param createTtl the life of what is created
 * @param updateTtl the life of what is updated
 * @param epoch the expected epochs, or 0
 */
record WriteShape(int mode, long createTtl, long updateTtl, long epoch) {
  private static final int WANT_PREVIOUS = 16;
  private static final int REMOVE = 32;

  /** Returns the shape of a write. */
  static WriteShape of(EntryWrite write) {
    int mode =
        switch (write.condition()) {
          case ANY -> 0;
          case ABSENT -> 1;
          case ABSENT_IN_EPOCH -> 1 + 64;
          case PRESENT -> 2;
          case STAMP -> 4;
          case EQUAL -> 8;
        };
    if (write.wantPrevious()) {
      mode += WANT_PREVIOUS;
    }
    if (write.removes()) {
      mode += REMOVE;
    }
    long epoch = write.condition() == Condition.ABSENT_IN_EPOCH ? write.expected() : 0;
    return new WriteShape(mode, write.createTtl(), write.updateTtl(), epoch);
  }
}
