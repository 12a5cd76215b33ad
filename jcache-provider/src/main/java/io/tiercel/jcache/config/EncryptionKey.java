/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key that values are encrypted with. Its bytes are never part of a text.
 *
 * @param id tells keys apart, and stands in what was encrypted: 1 to 16 letters, digits or any of
 *     {@code . _ -}
 * @param secret 32 bytes, for AES-256
 */
@SuppressWarnings("ArrayRecordComponent") // equals, hashCode and toString below know the bytes
public record EncryptionKey(String id, byte[] secret) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,16}");
  private static final int BYTES = 32;

  /**
   * Copies and checks the bytes.
   *
   * @throws IllegalArgumentException if the id is malformed, or there are not 32 bytes
   */
  public EncryptionKey {
    requireNonNull(id, "id");
    secret = secret.clone();
    if (!ID.matcher(id).matches() || secret.length != BYTES) {
      throw new IllegalArgumentException(Messages.malformedKey(secret.length));
    }
  }

  /**
   * Returns the keys of a text such as {@code k2:<base64>, k1:<base64>}, in its order.
   *
   * @throws IllegalArgumentException if it is malformed, or an id stands twice; the message does
   *     not show the text
   */
  public static List<EncryptionKey> parse(String text) {
    List<EncryptionKey> keys =
        Arrays.stream(text.split(",", -1)).map(String::strip).map(EncryptionKey::one).toList();
    if (keys.stream().map(EncryptionKey::id).distinct().count() < keys.size()) {
      throw new IllegalArgumentException(Messages.keyTwice());
    }
    return keys;
  }

  private static EncryptionKey one(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException(Messages.malformedKey(0));
    }
    return new EncryptionKey(text.substring(0, colon), decoded(text.substring(colon + 1)));
  }

  /** Returns the bytes of a base64 text, none where it is malformed: its own message shows it. */
  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  /** Returns a copy of the bytes. */
  @Override
  public byte[] secret() {
    return secret.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EncryptionKey that
        && id.equals(that.id)
        && Arrays.equals(secret, that.secret);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  /** Returns the id. */
  @Override
  public String toString() {
    return "EncryptionKey[id=" + id + "]";
  }
}
