/* SPDX-License-Identifier: Apache-2.0 */
/** An application of its own for the order of interceptors: session beans, roles, transactions. */
@NullMarked
package io.tiercel.example.it.order;

import org.jspecify.annotations.NullMarked;
