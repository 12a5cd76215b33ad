/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import org.jspecify.annotations.Nullable;

/** How the application's keys are known to a tier, and back. Safe for many threads. */
public interface KeyForm {
  /** Returns the tier's key for finding an entry. */
  Object lookup(Object key);

  /** Returns the tier's key for storing an entry; nobody else can change it. */
  Object stored(Object key);

  /**
   * Returns the application's key, its own copy where it could be changed; null if it is not known.
   */
  @Nullable Object key(Object tierKey);
}
