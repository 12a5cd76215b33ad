/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static java.util.Objects.requireNonNull;

/**
 * A key that the near tier holds by its id: composite, record, list, number with a fraction, or any
 * other that is not a plain scalar.
 *
 * @param id the text that stands in the Redis key, escapes included
 */
public record EncodedKey(String id) {
  /** Checks that the id is there. */
  public EncodedKey {
    requireNonNull(id, "id");
  }
}
