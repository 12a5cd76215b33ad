/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tier answers to the announcement of a load.
 *
 * @param answer what it says
 * @param stamp the lease's mark, where it is granted; else 0
 * @param entry the live entry, where there is one; else null
 */
public record LoadLease(Answer answer, long stamp, @Nullable TierEntry entry) {
  /** What a tier says. */
  public enum Answer {
    /** Load, and store under the lease: refused if anything happens to the entry meanwhile. */
    GRANTED,
    /** Nothing to load: there is an entry by now. */
    FOUND,
    /** Somebody else is loading. */
    TAKEN,
    /** Nothing to load: it is known that the source has nothing. */
    ABSENT,
    /** The tier cannot be asked, or keeps nothing: load, and store nothing. */
    NONE
  }

  /** A tier that keeps nothing. */
  public static final LoadLease NONE = new LoadLease(Answer.NONE, 0, null);

  /** Somebody else's lease. */
  public static final LoadLease TAKEN = new LoadLease(Answer.TAKEN, 0, null);

  /** The knowledge that the source has nothing. */
  public static final LoadLease ABSENT = new LoadLease(Answer.ABSENT, 0, null);

  /** Returns a lease. */
  public static LoadLease granted(long stamp) {
    return new LoadLease(Answer.GRANTED, stamp, null);
  }

  /** Returns the answer that there is an entry. */
  public static LoadLease found(TierEntry entry) {
    return new LoadLease(Answer.FOUND, 0, entry);
  }

  /** Returns one answer for some keys. */
  public static Map<Object, LoadLease> forAll(Collection<Object> keys, LoadLease answer) {
    Map<Object, LoadLease> answers = new HashMap<>();
    keys.forEach(key -> answers.put(key, answer));
    return answers;
  }

  /** Tells whether the lease was granted. */
  public boolean granted() {
    return answer == Answer.GRANTED;
  }
}
