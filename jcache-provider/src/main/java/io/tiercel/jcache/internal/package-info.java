/* SPDX-License-Identifier: Apache-2.0 */
/** Managers and caches as the application sees them, and the assembly of their parts. */
@NullMarked
package io.tiercel.jcache.internal;

import org.jspecify.annotations.NullMarked;
