/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal;

import io.tiercel.jcache.internal.codec.KeyCodec;
import io.tiercel.jcache.internal.entry.KeyForm;
import org.jspecify.annotations.Nullable;

/** The keys of a cache that is known outside this process: equal keys have one text, and back. */
final class EncodedKeys implements KeyForm {
  private final KeyCodec texts;

  EncodedKeys(KeyCodec texts) {
    this.texts = texts;
  }

  @Override
  public Object lookup(Object key) {
    return texts.canonical(key);
  }

  @Override
  public Object stored(Object key) {
    return texts.canonical(key);
  }

  @Override
  public @Nullable Object key(Object tierKey) {
    return texts.keyOf(tierKey);
  }
}
