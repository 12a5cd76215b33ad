/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The epochs that the entries of a cache live under, as one read saw them.
 *
 * @param own the cache's, 0 if missing
 * @param tenant the tenant's, 0 if missing or if there is no tenant
 * @param known whether none is missing; otherwise no entry is valid
 */
record Epochs(long own, long tenant, boolean known) {
  private static final int MOST_DIGITS = 16;

  /** Returns the epochs among the values of a read. */
  static Epochs of(RedisKeys keys, Map<String, byte[]> found) {
    long own = number(found.get(keys.epoch()));
    if (keys.epochs().size() == 1) {
      return new Epochs(own, 0, own != 0);
    }
    long tenant = number(found.get(keys.epochs().get(1)));
    return new Epochs(own, tenant, own != 0 && tenant != 0);
  }

  /** Returns the sum modulo 2^32, as it stands in the header of a valid entry. */
  int sum() {
    return (int) (own + tenant);
  }

  /** Returns the number of some digits; 0 for anything else. */
  static long number(byte @Nullable [] digits) {
    if (digits == null || digits.length == 0 || digits.length > MOST_DIGITS) {
      return 0;
    }
    long number = 0;
    for (byte digit : digits) {
      if (digit < '0' || digit > '9') {
        return 0;
      }
      number = 10 * number + digit - '0';
    }
    return number;
  }
}
