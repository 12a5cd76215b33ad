/* SPDX-License-Identifier: Apache-2.0 */
/** The JCache provider's entry point. */
@NullMarked
package io.tiercel.jcache;

import org.jspecify.annotations.NullMarked;
