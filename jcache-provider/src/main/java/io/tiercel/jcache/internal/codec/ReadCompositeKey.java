/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import io.tiercel.jcache.spi.CompositeKey;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A composite key of several parts, as an id tells it: the class that the application made it of is
 * not known.
 *
 * @param parts the parts, null where a part was
 */
record ReadCompositeKey(List<@Nullable Object> parts) implements CompositeKey {
  ReadCompositeKey {
    parts = Collections.unmodifiableList(parts);
  }
}
