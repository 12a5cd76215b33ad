/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** Several failures of one operation: the first is thrown, the later ones are suppressed in it. */
final class Failures {
  private Failures() {}

  /** Returns the first failure, which is the next one where there was none before. */
  static <E extends CacheException> E first(@Nullable E first, E next) {
    if (first == null) {
      return next;
    }
    if (first != next) {
      first.addSuppressed(next);
    }
    return first;
  }
}
