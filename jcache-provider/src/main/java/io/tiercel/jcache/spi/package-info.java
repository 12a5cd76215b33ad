/* SPDX-License-Identifier: Apache-2.0 */
/** What applications and extensions may plug into the tiers, and what the tiers tell them. */
@NullMarked
package io.tiercel.jcache.spi;

import org.jspecify.annotations.NullMarked;
