/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

import io.tiercel.jcache.internal.codec.UndecodableValueException;
import io.tiercel.jcache.spi.TierUnavailableException;
import javax.cache.CacheException;

/** The messages of the tiers, TIERCEL-2000 to 2099. */
final class Messages {
  private Messages() {}

  static CacheException copyUndecodable(UndecodableValueException cause) {
    return new CacheException(
        "TIERCEL-2001 a value that was decoded before cannot be decoded again:"
            + " its class must stay loadable and its serialized form stable",
        cause);
  }

  static TierUnavailableException undecided(String cacheName, TierFailure cause) {
    return new TierUnavailableException(
        "TIERCEL-2002 cache '"
            + cacheName
            + "': an operation that decides needs L2, and L2 did not answer: "
            + cause.getMessage()
            + (" (" + cause.cure())
            + "; or set tiercel.on-outage-atomic=local to let each node decide"
            + " for itself meanwhile)",
        cause);
  }

  static TierUnavailableException unavailable(String cacheName, TierFailure cause) {
    return new TierUnavailableException(
        "TIERCEL-2003 cache '"
            + cacheName
            + "': L2 did not answer: "
            + cause.getMessage()
            + (" (" + cause.cure())
            + "; or set tiercel.on-outage=degrade to go on without it)",
        cause);
  }
}
