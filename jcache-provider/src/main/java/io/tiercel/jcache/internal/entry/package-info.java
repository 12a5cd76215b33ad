/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What JSR-107 asks of one entry: expiry, read-through, write-through, listeners, processors,
 * statistics.
 */
@NullMarked
package io.tiercel.jcache.internal.entry;

import org.jspecify.annotations.NullMarked;
