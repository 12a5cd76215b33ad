/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

import io.tiercel.jcache.internal.codec.EncodedValue;
import org.jspecify.annotations.Nullable;

/**
 * A value in the forms it is at hand; at least one is.
 *
 * @param held the object ready to be handed out, or a snapshot of it, or null
 * @param encoded its bytes, or null where nothing needs them
 */
public record StoredValue(@Nullable Object held, @Nullable EncodedValue encoded) {
  /** Checks that one form is there. */
  public StoredValue {
    if (held == null && encoded == null) {
      throw new NullPointerException("value");
    }
  }
}
