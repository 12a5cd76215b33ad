/* SPDX-License-Identifier: Apache-2.0 */
/** Values and keys as bytes and text. */
@NullMarked
package io.tiercel.jcache.internal.codec;

import org.jspecify.annotations.NullMarked;
