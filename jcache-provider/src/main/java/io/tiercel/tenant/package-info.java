/* SPDX-License-Identifier: Apache-2.0 */
/** Caches by tenant and resource, with cascading invalidation, for code without annotations. */
@NullMarked
package io.tiercel.tenant;

import org.jspecify.annotations.NullMarked;
