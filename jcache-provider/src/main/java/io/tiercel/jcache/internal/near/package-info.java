/* SPDX-License-Identifier: Apache-2.0 */
/** L1: entries and copies of entries in this process, within one budget for the whole manager. */
@NullMarked
package io.tiercel.jcache.internal.near;

import org.jspecify.annotations.NullMarked;
