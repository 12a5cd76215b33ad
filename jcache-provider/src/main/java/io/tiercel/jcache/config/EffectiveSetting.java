/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

import static java.util.Objects.requireNonNull;

/**
 * A key with the value that counts and the place where it stands.
 *
 * @param key the key without the prefix {@code tiercel.}
 * @param value the value as text, without passwords; {@code none} where nothing sets it
 * @param origin the place: {@code manager property 'l1.ttl-seconds'}, {@code system property
 *     'tiercel.l1.ttl-seconds'}, {@code environment variable CACHE_L1_TTL_SECONDS}, a file with its
 *     line, or {@code default}
 */
public record EffectiveSetting(String key, String value, String origin) {
  /** Checks that all are there. */
  public EffectiveSetting {
    requireNonNull(key, "key");
    requireNonNull(value, "value");
    requireNonNull(origin, "origin");
  }

  /** Returns {@code key = value (origin)}. */
  @Override
  public String toString() {
    return key + " = " + value + " (" + origin + ")";
  }
}
