/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

/**
 * Keeps the entry processors of other nodes from an entry until it is closed, or for a time. It
 * does not keep other operations from it, so the write that follows must insist on what was read.
 */
@FunctionalInterface
public interface EntryLock extends AutoCloseable {
  /** The lock of a tier that no other node sees. */
  EntryLock NONE = () -> {};

  /** Lets the next one in; never fails, since the lock ends by itself. */
  @Override
  void close();
}
