/* SPDX-License-Identifier: Apache-2.0 */
/** What is left in a server when the inbox has gone. */
@NullMarked
package io.tiercel.example.it.leak;

import org.jspecify.annotations.NullMarked;
