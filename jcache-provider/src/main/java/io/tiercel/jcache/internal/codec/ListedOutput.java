/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object stream that remembers the first class written that is not on the list. It goes on
 * writing, so that a failure of the value's own code is reported as itself: the stream would
 * otherwise write that failure, too, and be refused for its class.
 */
final class ListedOutput extends ObjectOutputStream {
  private final AllowList allowed;
  private final boolean merging;
  private final Map<Object, Object> merged = new HashMap<>();
  private @Nullable Class<?> refused;

  /**
   * Opens a stream.
   *
   * @param merging whether equal immutable objects are written as one
   */
  ListedOutput(OutputStream out, AllowList allowed, boolean merging) throws IOException {
    super(out);
    this.allowed = allowed;
    this.merging = merging;
    enableReplaceObject(true);
  }

  /** Returns the first class written that is not on the list, or null if all are. */
  @Nullable Class<?> refused() {
    return refused;
  }

  @Override
  protected void annotateClass(Class<?> type) {
    if (refused == null && !allowed.allows(type)) {
      refused = type;
    }
  }

  @Override
  protected void annotateProxyClass(Class<?> type) {
    if (refused == null) {
      refused = type;
    }
  }

  @Override
  protected Object replaceObject(Object part) {
    if (!merging) {
      return JpaCollections.plain(part);
    }
    if (!Immutability.isImmutable(part)) {
      return part;
    }
    Object earlier = merged.putIfAbsent(part, part);
    return earlier == null ? part : earlier;
  }
}
