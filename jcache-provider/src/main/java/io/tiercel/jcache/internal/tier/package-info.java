/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a tier is: finding, writing and clearing the entries of one cache, and the wrappers that add
 * behaviour to any tier.
 */
@NullMarked
package io.tiercel.jcache.internal.tier;

import org.jspecify.annotations.NullMarked;
