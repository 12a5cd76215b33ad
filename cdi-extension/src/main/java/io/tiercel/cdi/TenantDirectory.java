/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import java.util.Collection;

/**
 * Knows all tenants. An application that has {@link WarmUp} methods makes one bean of this type.
 */
@FunctionalInterface
public interface TenantDirectory {
  /** Returns the ids of all tenants, in the order in which their caches are to be warmed. */
  Collection<String> tenants();
}
