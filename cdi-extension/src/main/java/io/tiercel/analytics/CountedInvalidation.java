/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import io.tiercel.jcache.spi.Invalidation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An invalidation, and what is known of it.
 *
 * @param invalidation what was invalidated, and why
 * @param instant when
 * @param count how many entries it made absent, or null if that is not known
 */
record CountedInvalidation(Invalidation invalidation, Instant instant, @Nullable Long count) {}
