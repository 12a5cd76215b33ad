/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the caches of all nodes did for a tenant in a day: a row of {@code cache_stats_daily}.
 *
 * @param date the day, UTC
 * @param l1HitCount the reads that L1 answered
 * @param l2HitCount the reads that L2 answered
 * @param missCount the reads that no tier answered
 * @param putCount the values stored
 * @param invalidationCount the invalidations
 * @param byteCount the bytes of the values stored in L2
 * @param hitRate hits in 100 reads; null without reads
 */
public record DailyStatistics(
    LocalDate date,
    long l1HitCount,
    long l2HitCount,
    long missCount,
    long putCount,
    long invalidationCount,
    long byteCount,
    @Nullable Double hitRate) {}
