/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A key that the near tier holds by its id: composite, record, list, number with a fraction, or any
 * other that is not a plain scalar. Equal where the ids are.
 *
 * @param id the text that stands in the Redis key, escapes included
 * @param text the text that the id is the hash of, which tells the key; null where the id itself
 *     does, or where the text is not at hand
 */
public record EncodedKey(String id, @Nullable String text) {
  /** Checks that the id is there. */
  public EncodedKey {
    requireNonNull(id, "id");
  }

  /** Creates a key whose id says all that is known of it. */
  public EncodedKey(String id) {
    this(id, null);
  }

  /** Returns the key of a text: under its hash, if it is too long to stand in a Redis key. */
  static EncodedKey ofText(String text) {
    String id = KeyWriter.bounded(text);
    return new EncodedKey(id, id.equals(text) ? null : text);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EncodedKey that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}
