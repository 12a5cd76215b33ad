/* SPDX-License-Identifier: Apache-2.0 */
/** How rows become objects, and what of the database's driver has to go with the application. */
@NullMarked
package io.tiercel.example.persistence;

import org.jspecify.annotations.NullMarked;
