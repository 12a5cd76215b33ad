/* SPDX-License-Identifier: Apache-2.0 */
/** Annotations, tenants and entity listeners for applications on Jakarta CDI. */
@NullMarked
package io.tiercel.cdi;

import org.jspecify.annotations.NullMarked;
