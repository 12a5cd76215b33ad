/* SPDX-License-Identifier: Apache-2.0 */
/** The migrations of the analytics tables, applied by Flyway. */
@NullMarked
package io.tiercel.migrations;

import org.jspecify.annotations.NullMarked;
