/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.tenant;

/** What a change makes out of date: a cache, or the entries with a tag. */
public sealed interface Outdated permits CacheRef, TagRef {}
