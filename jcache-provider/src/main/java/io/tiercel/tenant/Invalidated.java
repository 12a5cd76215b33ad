/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tenant;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** What an invalidation, which has happened, made absent. Safe for many threads. */
public interface Invalidated {
  /**
   * Returns the resources that were invalidated, the given ones first; {@code "*"} for all of a
   * tenant, or for whichever had entries with a tag.
   */
  List<String> resources();

  /**
   * Has the entries counted that were live until then, of all the resources. To be asked soon:
   * entries that are absent go by and by. Counting passes over the keys of Redis, once for all that
   * ask within about a second; nobody has to wait for it, and what is not asked for is not counted.
   *
   * @return the number; it fails with {@link io.tiercel.jcache.spi.TierUnavailableException} where
   *     L2 cannot be asked
   */
  CompletionStage<Long> count();
}
