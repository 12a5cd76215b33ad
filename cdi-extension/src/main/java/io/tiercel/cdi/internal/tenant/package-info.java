/* SPDX-License-Identifier: Apache-2.0 */
/** Whose cache a call reaches, and what its request read. */
@NullMarked
package io.tiercel.cdi.internal.tenant;

import org.jspecify.annotations.NullMarked;
