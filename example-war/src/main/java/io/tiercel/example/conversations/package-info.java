/* SPDX-License-Identifier: Apache-2.0 */
/** What contacts write about: cached and invalidated by annotation. */
@NullMarked
package io.tiercel.example.conversations;

import org.jspecify.annotations.NullMarked;
