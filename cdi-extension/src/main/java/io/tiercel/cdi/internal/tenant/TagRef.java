/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.tenant;

import org.jspecify.annotations.Nullable;

/**
 * One tag.
 *
 * @param tenant the tenant whose entries have it; null for those of shared resources
 * @param tag the tag
 */
public record TagRef(@Nullable String tenant, String tag) implements Outdated {}
