/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.near;

import io.tiercel.jcache.internal.tier.TierEntry;

/**
 * An entry as this process holds it.
 *
 * @param entry the entry, found at L1
 * @param generation the generation of its cache when it was put here; in another one it is void
 * @param weight about how many bytes of memory it takes
 */
record NearEntry(TierEntry entry, long generation, int weight) {}
