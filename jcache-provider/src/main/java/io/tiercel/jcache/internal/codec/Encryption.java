/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static io.tiercel.jcache.internal.codec.EncodedValue.ENCRYPTED;
import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.NOT_AUTHENTIC;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tiercel.jcache.config.EncryptionKey;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.cache.CacheException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * AES-256-GCM. The bytes: 1 length of the key's id, the id, 12 nonce, what is encrypted with its 16
 * bytes of tag. Authenticated with it are the codec, the marked schema and the text of the Redis
 * key. Source: NIST SP 800-38D, which allows 2^32 random nonces of 96 bits for one key. Safe for
 * many threads.
 */
final class Encryption {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;

  private final List<EncryptionKey> keys;
  private final Map<String, SecretKeySpec> byId;
  private final SecureRandom random = new SecureRandom();

  Encryption(List<EncryptionKey> keys) {
    this.keys = keys;
    this.byId =
        keys.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    EncryptionKey::id, key -> new SecretKeySpec(key.secret(), "AES")));
  }

  void requireKey() {
    if (keys.isEmpty()) {
      throw new CacheException(Messages.noEncryptionKey());
    }
  }

  EncodedValue encrypt(EncodedValue value, String place) {
    String id = keys.get(0).id();
    int schema = value.schema() | ENCRYPTED;
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    ByteBuffer out =
        ByteBuffer.allocate(1 + id.length() + NONCE_BYTES + value.payload().length + TAG_BYTES);
    out.put((byte) id.length()).put(id.getBytes(US_ASCII)).put(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, id, nonce);
      cipher.updateAAD(bound(value.codec(), schema, place));
      cipher.doFinal(ByteBuffer.wrap(value.payload()), out);
    } catch (GeneralSecurityException e) {
      throw new CacheException(Messages.notEncryptable(id), e);
    }
    return new EncodedValue(value.codec(), schema, out.array());
  }

  EncodedValue decrypt(EncodedValue value, String place) throws UndecodableValueException {
    ByteBuffer in = ByteBuffer.wrap(value.payload());
    int idLength = in.hasRemaining() ? in.get() & 0xFF : 0;
    if (in.remaining() < idLength + NONCE_BYTES + TAG_BYTES) {
      throw refused(Messages.notAuthentic("none"), null);
    }
    String id = new String(take(in, idLength), ISO_8859_1);
    if (!byId.containsKey(id)) {
      throw refused(Messages.unknownEncryptionKey(id), null);
    }
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, id, take(in, NONCE_BYTES));
      cipher.updateAAD(bound(value.codec(), value.schema(), place));
      return value.unmarked(ENCRYPTED, cipher.doFinal(take(in, in.remaining())));
    } catch (GeneralSecurityException e) {
      throw refused(Messages.notAuthentic(id), e);
    }
  }

  private Cipher cipher(int mode, String id, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, byId.get(id), new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
    return cipher;
  }

  private static byte[] bound(int codec, int schema, String place) {
    byte[] text = place.getBytes(UTF_8);
    return ByteBuffer.allocate(2 + text.length)
        .put((byte) codec)
        .put((byte) schema)
        .put(text)
        .array();
  }

  private static byte[] take(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static UndecodableValueException refused(String message, @Nullable Throwable cause) {
    return new UndecodableValueException(NOT_AUTHENTIC, message, cause);
  }
}
