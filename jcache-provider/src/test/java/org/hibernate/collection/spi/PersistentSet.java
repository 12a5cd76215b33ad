/* SPDX-License-Identifier: Apache-2.0 */
package org.hibernate.collection.spi;

import java.util.LinkedHashSet;
import java.util.Set;

/** As Hibernate's of this name in what can be seen: loads at the first question. */
public final class PersistentSet extends LinkedHashSet<Object> {
  private static final long serialVersionUID = 1L;

  private final boolean initialized;

  /** Creates a set that is loaded or not. */
  public PersistentSet(Set<?> elements, boolean initialized) {
    super(elements);
    this.initialized = initialized;
  }

  /** Tells whether it is loaded. */
  public boolean wasInitialized() {
    return initialized;
  }
}
