/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.transaction;

import io.tiercel.cdi.internal.tenant.Outdated;
import java.util.Set;

/**
 * A change of a cache that may have to wait for a commit.
 *
 * @param identity what it changes; of two waiting changes with equal identities only the later one
 *     runs
 * @param affected what it makes out of date
 * @param action makes the change
 */
public record Change(Object identity, Set<? extends Outdated> affected, Runnable action) {}
