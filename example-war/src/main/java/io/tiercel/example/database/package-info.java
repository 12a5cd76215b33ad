/* SPDX-License-Identifier: Apache-2.0 */
/** Where the database is. */
@NullMarked
package io.tiercel.example.database;

import org.jspecify.annotations.NullMarked;
