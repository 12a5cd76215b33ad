/* SPDX-License-Identifier: Apache-2.0 */
/** The tenants, and which of them a request speaks for. */
@NullMarked
package io.tiercel.example.tenants;

import org.jspecify.annotations.NullMarked;
