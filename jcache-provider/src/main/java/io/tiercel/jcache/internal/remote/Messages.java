/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.spi.TierUnavailableException;
import java.io.IOException;
import java.time.Duration;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** The messages of L2, TIERCEL-3000 to 3999. */
final class Messages {
  private Messages() {}

  static String serverGone(String servers, String cause) {
    return "TIERCEL-3001 ["
        + servers
        + "] L2 does not answer, caches go on as tiercel.on-outage"
        + " says: "
        + cause
        + " (see that the server runs and tiercel.l2.address is right)";
  }

  static String serverBack(String servers) {
    return "TIERCEL-3002 [" + servers + "] L2 answers again";
  }

  static String circuitOpen(String lastFailure) {
    return "not asked, since it failed repeatedly; last: " + lastFailure;
  }

  static String noAnswer(Duration timeout) {
    return "no answer within " + timeout.toMillis() + " ms (tiercel.l2.timeout-ms)";
  }

  static String interrupted() {
    return "interrupted while waiting for the answer";
  }

  static String scriptMissing(String file) {
    return "TIERCEL-3003 script missing from the jar: " + file + " (use the jar as published)";
  }

  static CacheException redissonConfigMissing(String file, @Nullable IOException cause) {
    return new CacheException(
        "TIERCEL-3004 tiercel.l2.redisson-config must name a readable file or a resource of the"
            + " application: tiercel.l2.redisson-config="
            + file,
        cause);
  }

  static TierUnavailableException notCounted(RuntimeException cause) {
    return new TierUnavailableException(
        "TIERCEL-3006 invalidated entries cannot be counted: L2 did not answer: "
            + cause.getMessage()
            + " (bring Redis back; the invalidation itself does not need the count)",
        cause);
  }

  static String undecodable(String cacheName, String reason) {
    return "TIERCEL-3005 ["
        + cacheName
        + "] an entry in Redis cannot be decoded and is treated as"
        + " absent; further ones are only counted: "
        + reason;
  }
}
