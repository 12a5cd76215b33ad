/* SPDX-License-Identifier: Apache-2.0 */
/** Runs the example: Redis, PostgreSQL, the migrations, the demo data and a server with the WAR. */
@NullMarked
package io.tiercel.example.launch;

import org.jspecify.annotations.NullMarked;
