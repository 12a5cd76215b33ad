/* SPDX-License-Identifier: Apache-2.0 */
/** The provider's settings, as read at the start of a manager, and the configuration of a cache. */
@NullMarked
package io.tiercel.jcache.config;

import org.jspecify.annotations.NullMarked;
