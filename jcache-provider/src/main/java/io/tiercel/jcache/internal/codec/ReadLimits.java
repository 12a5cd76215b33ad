/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.LIMIT;
import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.REFUSED_CLASS;

import java.io.ObjectInputFilter;
import org.jspecify.annotations.Nullable;

/**
 * What one serialized form may ask for: classes on the list, at most {@value #MAX_DEPTH} levels and
 * {@value #MAX_REFERENCES} objects, and arrays that could be filled from its bytes: an element
 * takes at least one byte, so all arrays together, the tables of hash maps included, have at most
 * twice as many elements as there are bytes. A forged length thus reserves at most sixteen times
 * the memory that the payload has already. Remembers the first limit broken, since the code of a
 * value may swallow the exception. For one stream and thread.
 */
final class ReadLimits implements ObjectInputFilter {
  /** Levels of objects in objects. */
  static final int MAX_DEPTH = 250;

  /** Objects and class descriptions. */
  static final int MAX_REFERENCES = 10_000_000;

  private final AllowList allowed;
  private final long maxElements;
  private long elements;
  private @Nullable UndecodableValueException broken;

  ReadLimits(AllowList allowed, int payloadBytes) {
    this.allowed = allowed;
    this.maxElements = 2L * payloadBytes;
  }

  @Override
  public Status checkInput(FilterInfo info) {
    Class<?> type = info.serialClass();
    if (type != null && !admits(type.getName())) {
      return Status.REJECTED;
    }
    elements += Math.max(0, info.arrayLength());
    boolean kept =
        atMost(MAX_DEPTH, info.depth(), "depth")
            && atMost(MAX_REFERENCES, info.references(), "references")
            && atMost(maxElements, elements, "array-elements");
    return kept ? Status.UNDECIDED : Status.REJECTED;
  }

  /** Tells whether a class may be read, and remembers it if not. */
  boolean admits(String className) {
    if (allowed.allows(className)) {
      return true;
    }
    refuse(Messages.refusedClass(className));
    return false;
  }

  /** Remembers that a class may not be read. */
  void refuse(String message) {
    if (broken == null) {
      broken = new UndecodableValueException(REFUSED_CLASS, message, null);
    }
  }

  /**
   * Checks that no limit was broken.
   *
   * @throws UndecodableValueException the first that was
   */
  void requireKept() throws UndecodableValueException {
    if (broken != null) {
      throw broken;
    }
  }

  private boolean atMost(long most, long actual, String name) {
    if (actual <= most) {
      return true;
    }
    if (broken == null) {
      broken = new UndecodableValueException(LIMIT, Messages.limitBroken(name, actual, most), null);
    }
    return false;
  }
}
