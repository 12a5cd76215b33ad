/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What operators see and do: health, metrics and statistics of the caches, invalidation, warm-up.
 */
@NullMarked
package io.tiercel.example.admin;

import org.jspecify.annotations.NullMarked;
