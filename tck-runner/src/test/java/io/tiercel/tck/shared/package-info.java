/* SPDX-License-Identifier: Apache-2.0 */
/** The application of which two are deployed over one Tiercel that the server has as a library. */
@NullMarked
package io.tiercel.tck.shared;

import org.jspecify.annotations.NullMarked;
