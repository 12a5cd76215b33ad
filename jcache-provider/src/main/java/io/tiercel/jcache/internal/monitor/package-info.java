/* SPDX-License-Identifier: Apache-2.0 */
/** What is counted and timed of each cache; the only package that imports HdrHistogram. */
@NullMarked
package io.tiercel.jcache.internal.monitor;

import org.jspecify.annotations.NullMarked;
