/* SPDX-License-Identifier: Apache-2.0 */
/** The example on a real server, with a real Redis and a real PostgreSQL. */
@NullMarked
package io.tiercel.example.it;

import org.jspecify.annotations.NullMarked;
