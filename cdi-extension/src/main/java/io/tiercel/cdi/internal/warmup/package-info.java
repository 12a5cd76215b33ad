/* SPDX-License-Identifier: Apache-2.0 */
/** Fills caches once the application has started. */
@NullMarked
package io.tiercel.cdi.internal.warmup;

import org.jspecify.annotations.NullMarked;
