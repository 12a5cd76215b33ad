/* SPDX-License-Identifier: Apache-2.0 */
/** Reads the settings from where they may be given, and says what is wrong with them. */
@NullMarked
package io.tiercel.jcache.internal.settings;

import org.jspecify.annotations.NullMarked;
