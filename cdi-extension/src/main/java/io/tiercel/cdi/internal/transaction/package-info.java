/* SPDX-License-Identifier: Apache-2.0 */
/** What waits for the commit of the transaction that a call runs in. */
@NullMarked
package io.tiercel.cdi.internal.transaction;

import org.jspecify.annotations.NullMarked;
