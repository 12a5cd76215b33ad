/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tck;

import java.util.List;

/** A mode of the provider, chosen by nothing but its public configuration. */
enum TckMode {
  LOCAL,
  REMOTE,
  TIERED;

  boolean usesRedis() {
    return this != LOCAL;
  }

  /** The system properties that choose the mode. */
  List<String> properties(String redisAddress) {
    return switch (this) {
      case LOCAL -> List.of();
      case REMOTE -> List.of("-Dtiercel.l2.address=" + redisAddress, "-Dtiercel.l1.enabled=false");
      case TIERED -> List.of("-Dtiercel.l2.address=" + redisAddress);
    };
  }
}
