/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** The bytes of a value cannot become a value here. Readers treat the entry as a miss. */
public final class UndecodableValueException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  UndecodableValueException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = requireNonNull(reason, "reason");
  }

  /** Returns why. */
  public Reason reason() {
    return reason;
  }

  /** Why bytes cannot become a value. */
  public enum Reason {
    /** No encoding has this id: a newer node wrote it, or nobody did. */
    UNKNOWN_CODEC,
    /** The encoding is known, this version of its layout is not. */
    UNKNOWN_SCHEMA,
    /** A class in it is not on the allow list, or is a proxy. */
    REFUSED_CLASS,
    /** A class in it is not visible to the cache manager's class loader. */
    MISSING_CLASS,
    /** It is too large or too deep, or claims to be. */
    LIMIT,
    /** It is not encrypted and should be, has an unknown key, or was tampered with or moved. */
    NOT_AUTHENTIC,
    /** It is truncated, damaged, or of another version of a class. */
    MALFORMED
  }
}
