/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The portable extension: binds the annotations, compiles the methods, opens and closes the
 * manager.
 */
@NullMarked
package io.tiercel.cdi.internal;

import org.jspecify.annotations.NullMarked;
