/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.spi.TierUnavailableException;
import java.io.IOException;
import java.time.Duration;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** The messages of L2, TIERCEL-3000 to 3999. */
final class Messages {
  /** How the client's message begins, too, where it knows no server for a slot. */
  static final String NO_SERVER = "Node";

  private Messages() {}

  static String serverGone(String servers, String cause, RedisFault fault) {
    return "TIERCEL-3001 ["
        + servers
        + "] L2 does not answer, caches go on as tiercel.on-outage"
        + " says: "
        + cause
        + (" (" + fault.cure())
        + (fault == RedisFault.AWAY ? "; see that tiercel.l2.address is right)" : ")");
  }

  static String serverBack(String servers) {
    return "TIERCEL-3002 [" + servers + "] L2 answers again";
  }

  static String refuses(String servers, String text, RedisFault fault) {
    return "TIERCEL-3006 ["
        + servers
        + "] L2 refuses what it is asked for: "
        + text
        + (" (" + fault.cure() + ")");
  }

  static String refusesNoMore(String servers) {
    return "TIERCEL-3007 [" + servers + "] L2 does again what it is asked for";
  }

  static String noRoom() {
    return "OOM command not allowed when used memory > 'maxmemory'";
  }

  static String unacknowledged(int replicas, int wanted, Duration patience) {
    return replicas
        + (" of " + wanted + " replicas had the change within " + patience.toMillis() + " ms")
        + (", it may be lost in a failover (tiercel.l2.min-replicas-ack=" + wanted + ")");
  }

  static String circuitOpen(String lastFailure) {
    return "not asked, since it failed repeatedly; last: " + lastFailure;
  }

  static String noAnswer(Duration timeout) {
    return "no answer within " + timeout.toMillis() + " ms (tiercel.l2.timeout-ms)";
  }

  static String noServer(int slot) {
    return NO_SERVER + ": none is known to have slot " + slot;
  }

  static String interrupted() {
    return "interrupted while waiting for the answer";
  }

  static String beingMadeGood() {
    return "what was written while L2 did not answer is still being made good there";
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

  static CacheException trustStoreUnreadable(String file, Exception cause) {
    return new CacheException(
        "TIERCEL-3008 tiercel.l2.redisson-config: sslTruststore must be a key store that its"
            + " sslTruststorePassword opens: sslTruststore="
            + file
            + (" (correct the two lines: " + cause.getMessage() + ")"),
        cause);
  }

  static TierUnavailableException notCounted(RuntimeException cause) {
    return new TierUnavailableException(
        "TIERCEL-3010 invalidated entries cannot be counted: L2 did not answer: "
            + cause.getMessage()
            + " (bring Redis back; the invalidation itself does not need the count)",
        cause);
  }

  static String watchFailed() {
    return "TIERCEL-3009 the watch over L2 met what it does not know, and goes on in a second"
        + " (report it together with its trace, which follows)";
  }

  static String undecodable(String cacheName, String reason) {
    return "TIERCEL-3005 ["
        + cacheName
        + "] an entry in Redis cannot be decoded and is treated as"
        + " absent; further ones are only counted: "
        + reason;
  }
}
