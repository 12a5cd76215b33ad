/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

import static java.util.Objects.requireNonNull;

/**
 * How the values of a cache are written to L2.
 *
 * @param codec what makes bytes of them ({@code codec.default}, {@code caches.<resource>.codec})
 * @param compressOverBytes the size in bytes above which a value is compressed, 0 for never ({@code
 *     codec.compress-over-bytes}, {@code caches.<resource>.compress-over-bytes})
 * @param encrypted whether they are encrypted ({@code caches.<resource>.encrypted})
 */
public record ValueSettings(ValueCodec codec, int compressOverBytes, boolean encrypted) {
  /** What holds where nothing is set. */
  public static final ValueSettings DEFAULT = new ValueSettings(ValueCodec.AUTO, 4096, false);

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public ValueSettings {
    requireNonNull(codec, "codec");
    Checks.notNegative("compress-over-bytes", compressOverBytes);
  }

  /** Returns these settings with the overrides that a cache's own configuration carries. */
  ValueSettings overriddenBy(TiercelConfiguration<?, ?> configuration) {
    ValueCodec ownCodec = configuration.codec();
    Integer ownLimit = configuration.compressOverBytes();
    Boolean ownEncrypted = configuration.encrypted();
    return new ValueSettings(
        ownCodec == null ? codec : ownCodec,
        ownLimit == null ? compressOverBytes : ownLimit,
        ownEncrypted == null ? encrypted : ownEncrypted);
  }
}
