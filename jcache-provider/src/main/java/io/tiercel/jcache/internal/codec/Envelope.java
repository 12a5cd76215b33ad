/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static io.tiercel.jcache.internal.codec.EncodedValue.COMPRESSED;
import static io.tiercel.jcache.internal.codec.EncodedValue.ENCRYPTED;
import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.NOT_AUTHENTIC;

import io.tiercel.jcache.config.EncryptionKey;
import io.tiercel.jcache.config.ValueSettings;
import java.util.List;

/**
 * What is done to the bytes of a cache's values on their way to other processes and back:
 * compression, then encryption. Each marks the schema. Safe for many threads.
 */
public final class Envelope {
  private final int compressOver;
  private final boolean encrypts;
  private final Encryption encryption;

  /**
   * Creates the envelope of one cache.
   *
   * @throws javax.cache.CacheException if it encrypts, and there is no key
   */
  public Envelope(ValueSettings settings, List<EncryptionKey> keys) {
    this.compressOver = settings.compressOverBytes();
    this.encrypts = settings.encrypted();
    this.encryption = new Encryption(keys);
    if (encrypts) {
      encryption.requireKey();
    }
  }

  /** Tells whether equal values have different bytes, so that comparing these is of no use. */
  public boolean encrypts() {
    return encrypts;
  }

  /** Returns a value compressed, if it is large and that makes it smaller. */
  public EncodedValue compress(EncodedValue value) {
    byte[] payload = value.payload();
    if (compressOver == 0 || payload.length <= compressOver) {
      return value;
    }
    byte[] compressed = Compression.compress(payload);
    return compressed.length < payload.length
        ? new EncodedValue(value.codec(), value.schema() | COMPRESSED, compressed)
        : value;
  }

  /**
   * Returns a value as it leaves this process.
   *
   * @param place the text of its Redis key, to which an encrypted value is bound
   */
  public EncodedValue wrap(EncodedValue value, String place) {
    EncodedValue compressed = compress(value);
    return encrypts ? encryption.encrypt(compressed, place) : compressed;
  }

  /**
   * Returns what was wrapped.
   *
   * @param place the text of the Redis key under which it was found
   * @throws UndecodableValueException if it was not wrapped for this place, or is damaged
   */
  public EncodedValue unwrap(EncodedValue value, String place) throws UndecodableValueException {
    if (encrypts && !value.isMarked(ENCRYPTED)) {
      throw new UndecodableValueException(NOT_AUTHENTIC, Messages.notEncrypted(), null);
    }
    EncodedValue plain = value.isMarked(ENCRYPTED) ? encryption.decrypt(value, place) : value;
    return plain.isMarked(COMPRESSED)
        ? plain.unmarked(COMPRESSED, Compression.decompress(plain.payload()))
        : plain;
  }
}
