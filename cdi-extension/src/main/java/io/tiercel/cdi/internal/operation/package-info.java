/* SPDX-License-Identifier: Apache-2.0 */
/** What an annotated method does to its cache, read once at deployment. */
@NullMarked
package io.tiercel.cdi.internal.operation;

import org.jspecify.annotations.NullMarked;
