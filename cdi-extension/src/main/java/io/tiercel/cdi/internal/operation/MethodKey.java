/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import io.tiercel.jcache.spi.CompositeKey;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.cache.annotation.GeneratedCacheKey;
import org.jspecify.annotations.Nullable;

/**
 * The key of a call: the values of its key arguments in order, or the method's name where it has
 * none. Equal parts make equal keys.
 *
 * @param parts the values, at least one; an argument that was null is a null part
 */
record MethodKey(List<? extends @Nullable Object> parts)
    implements GeneratedCacheKey, CompositeKey {
  private static final long serialVersionUID = 1L;

  /** Returns the key of some values, which the caller does not change any more. */
  static MethodKey of(@Nullable Object... values) {
    return new MethodKey(
        values.length == 1
            ? Collections.singletonList(values[0])
            : Collections.unmodifiableList(Arrays.asList(values)));
  }
}
