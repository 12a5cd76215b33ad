/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.near;

import io.tiercel.jcache.internal.tier.StaleEntriesContract;
import io.tiercel.jcache.internal.tier.TierFixture;
import java.time.Duration;

/** Entries that stay after their ends, in this process. */
final class LocalStaleTest extends StaleEntriesContract {
  @Override
  protected TierFixture open(Duration stale) {
    return TierFixture.local(stale);
  }
}
