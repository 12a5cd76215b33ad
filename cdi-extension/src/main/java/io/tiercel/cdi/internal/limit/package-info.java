/* SPDX-License-Identifier: Apache-2.0 */
/** Limits of methods: read once from annotations, and judged by who calls. */
@NullMarked
package io.tiercel.cdi.internal.limit;

import org.jspecify.annotations.NullMarked;
