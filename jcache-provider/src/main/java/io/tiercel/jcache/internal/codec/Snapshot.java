/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

/**
 * A value as it was at one moment, kept so that equal new ones can be made of it without bytes.
 * Nothing of it is ever handed out save what cannot change. Immutable. See
 * docs/internals/decisions/near-copies.md.
 */
public abstract class Snapshot {
  /** What an object takes beside its fields, in bytes. */
  static final int HEADER = 16;

  Snapshot() {}

  /**
   * Returns a new value, which is the caller's own: what serialization would make of the first one.
   *
   * @throws javax.cache.CacheException if the canonical constructor of a record in it fails
   */
  public abstract Object thaw();

  /** Returns about how many bytes of memory this takes. */
  abstract long bytes();

  /** Returns a new value of a snapshot, and anything else as it is. */
  static Object thawed(Object part) {
    return part instanceof Snapshot snapshot ? snapshot.thaw() : part;
  }
}
