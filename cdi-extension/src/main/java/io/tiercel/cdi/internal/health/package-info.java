/* SPDX-License-Identifier: Apache-2.0 */
/** The health of the caches as the server shows it. */
@NullMarked
package io.tiercel.cdi.internal.health;

import org.jspecify.annotations.NullMarked;
