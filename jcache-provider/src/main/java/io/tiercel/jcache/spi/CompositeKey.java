/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.spi;

import java.util.List;

/**
 * A key made of parts, such as the arguments of a cached method. A key of one part is stored under
 * the very text of that part, so {@code contact("uuid-456")} is found at {@code
 * org_abc123:contact:uuid-456:v1}; a key of several is stored under all of them in order.
 */
public interface CompositeKey {
  /**
   * Returns the parts in order, at least one. Two composite keys with equal parts are the same key.
   */
  List<?> parts();
}
