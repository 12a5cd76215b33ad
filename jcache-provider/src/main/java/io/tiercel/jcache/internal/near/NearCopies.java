/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.near;

import io.tiercel.jcache.internal.tier.InvalidationBus;
import io.tiercel.jcache.internal.tier.TagMarks;
import io.tiercel.jcache.internal.tier.TierClock;
import io.tiercel.jcache.internal.tier.ValueForm;
import java.time.Duration;

/**
 * What the copies of a cache need: shared by the caches of a manager, save the form and the life.
 *
 * @param store where they are kept
 * @param tokens what tells whether an entry, or a tag, changed while it was fetched
 * @param bus what brings the changes of other nodes
 * @param form how values are kept
 * @param clock the time of this node
 * @param timeToLive the longest life of a copy
 * @param degradedMaxAge how long copies serve after the bus was last heard, while the remote tier
 *     is out of reach
 * @param warmOnRemoteHit whether an entry that was read from the remote tier leaves a copy
 */
public record NearCopies(
    NearStore store,
    FillTokens tokens,
    InvalidationBus bus,
    ValueForm form,
    TierClock clock,
    Duration timeToLive,
    Duration degradedMaxAge,
    boolean warmOnRemoteHit) {

  /** Returns which tags were invalidated. */
  TagMarks marks() {
    return tokens.tags();
  }

  /** Tells whether the copies may be served. */
  boolean trusted() {
    return bus.trusted();
  }

  /** Tells whether the copies may be served although the remote tier cannot be asked. */
  boolean degradable() {
    return clock.millis() - bus.lastHeardMillis() <= degradedMaxAge.toMillis();
  }
}
