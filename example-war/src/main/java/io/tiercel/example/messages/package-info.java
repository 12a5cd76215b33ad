/* SPDX-License-Identifier: Apache-2.0 */
/** The messages of conversations: a write here also invalidates conversations and figures. */
@NullMarked
package io.tiercel.example.messages;

import org.jspecify.annotations.NullMarked;
