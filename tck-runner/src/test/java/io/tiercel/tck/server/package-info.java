/* SPDX-License-Identifier: Apache-2.0 */
/** The TCK, and Tiercel as a library of the server, in a Jakarta EE server of its own. */
@NullMarked
package io.tiercel.tck.server;

import org.jspecify.annotations.NullMarked;
