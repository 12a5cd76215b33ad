/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What code says of one cache in place of the keys; null where the keys decide. Immutable. */
record CacheOverrides(
    @Nullable Duration nearTimeToLive,
    @Nullable Sliding nearSliding,
    @Nullable String version,
    @Nullable ValueCodec codec,
    @Nullable Integer compressOverBytes,
    @Nullable Boolean encrypted,
    @Nullable LoadSettings loads)
    implements Serializable {}
