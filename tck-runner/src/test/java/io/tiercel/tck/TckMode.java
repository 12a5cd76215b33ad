/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tck;

import java.util.List;
import java.util.Map;

/** A mode of the provider, chosen by nothing but its public configuration. */
public enum TckMode {
  /** Caches live in this process. */
  LOCAL,
  /** Caches live in Redis. */
  REMOTE,
  /** Caches live in Redis, with copies in this process. */
  TIERED;

  private static final String TIMEOUT = "tiercel.l2.timeout-ms";

  /** The modes to run: that of the system property {@code tck.modes}, else all. */
  public static List<TckMode> chosen() {
    String only = System.getProperty("tck.modes");
    return only == null ? List.of(values()) : List.of(valueOf(only));
  }

  boolean usesRedis() {
    return this != LOCAL;
  }

  /** The settings that choose the mode, and time enough for a busy machine. */
  public Map<String, String> settings(String redisAddress) {
    return switch (this) {
      case LOCAL -> Map.of();
      case REMOTE ->
          Map.of(
              "tiercel.l2.address", redisAddress, TIMEOUT, "20000", "tiercel.l1.enabled", "false");
      case TIERED -> Map.of("tiercel.l2.address", redisAddress, TIMEOUT, "20000");
    };
  }
}
