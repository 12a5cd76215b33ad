/* SPDX-License-Identifier: Apache-2.0 */
/** The JSR-107 TCK, run in a JVM of its own for each mode of the provider. */
@NullMarked
package io.tiercel.tck;

import org.jspecify.annotations.NullMarked;
