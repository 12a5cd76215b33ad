/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.monitor;

import io.tiercel.monitoring.CacheHealth;
import java.time.Duration;

/** The messages of monitoring, TIERCEL-6100 to 6119. */
final class Messages {
  private Messages() {}

  static IllegalArgumentException notPositive(String what, Duration given) {
    return new IllegalArgumentException(
        "TIERCEL-6100 monitoring: " + what + " must be positive: " + what + "=" + given);
  }

  static String statusChanged(CacheHealth before, CacheHealth now) {
    return "TIERCEL-6101 [health] status="
        + now.status()
        + " score="
        + now.score()
        + " before="
        + before.status()
        + " issues="
        + now.issues();
  }

  static String collectionFailed() {
    return "TIERCEL-6102 monitoring: an interval could not be collected";
  }
}
