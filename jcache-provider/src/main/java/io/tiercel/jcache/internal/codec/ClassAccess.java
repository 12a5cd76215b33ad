/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.MISSING_CLASS;
import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.REFUSED_CLASS;
import static java.util.Objects.requireNonNull;

/**
 * The classes that codecs may use.
 *
 * @param loader finds every class that is read, whatever the thread's context loader
 * @param allowed the classes that may be written and read
 */
public record ClassAccess(ClassLoader loader, AllowList allowed) {
  /** Checks that both are there. */
  public ClassAccess {
    requireNonNull(loader, "loader");
    requireNonNull(allowed, "allowed");
  }

  /**
   * Returns a class that may be read.
   *
   * @throws UndecodableValueException if it may not, and is not even loaded, or is missing
   */
  Class<?> find(String className) throws UndecodableValueException {
    if (!allowed.allows(className)) {
      throw new UndecodableValueException(REFUSED_CLASS, Messages.refusedClass(className), null);
    }
    try {
      return Class.forName(className, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new UndecodableValueException(MISSING_CLASS, Messages.missingClass(className), e);
    }
  }
}
