/* SPDX-License-Identifier: Apache-2.0 */
/** The limiters of a manager: what they ask Redis, and what they do without. */
@NullMarked
package io.tiercel.jcache.internal.limit;

import org.jspecify.annotations.NullMarked;
