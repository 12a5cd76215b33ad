/* SPDX-License-Identifier: Apache-2.0 */
/** The people who write: cached by annotation, invalidated by their entity's changes. */
@NullMarked
package io.tiercel.example.contacts;

import org.jspecify.annotations.NullMarked;
