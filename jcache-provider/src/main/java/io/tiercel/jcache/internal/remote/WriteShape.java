/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.internal.tier.EntryWrite;

/**
 * What writes must have in common to travel in one script.
 *
 * @param mode the script's mode bits
 * @param createTtl the life of what is created
 * @param updateTtl the life of what is updated
 */
record WriteShape(int mode, long createTtl, long updateTtl) {
  private static final int WANT_PREVIOUS = 16;
  private static final int REMOVE = 32;

  /** Returns the shape of a write. */
  static WriteShape of(EntryWrite write) {
    int mode =
        switch (write.condition()) {
          case ANY -> 0;
          case ABSENT -> 1;
          case PRESENT -> 2;
          case STAMP -> 4;
          case EQUAL -> 8;
          case LEASED -> 64;
          case SEEN -> 128;
        };
    if (write.wantPrevious()) {
      mode += WANT_PREVIOUS;
    }
    if (write.removes()) {
      mode += REMOVE;
    }
    return new WriteShape(mode, write.createTtl(), write.updateTtl());
  }
}
