/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Where the database is: its data source alone, for servers that want it in a library of theirs.
 */
@NullMarked
package io.tiercel.example.database;

import org.jspecify.annotations.NullMarked;
