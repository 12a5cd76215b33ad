/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal;

import java.net.URI;
import java.time.Duration;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** The messages of caches and managers, TIERCEL-1050 to 1099. */
final class Messages {
  private Messages() {}

  static IllegalStateException cacheClosed(String cacheName) {
    return new IllegalStateException(
        "TIERCEL-1050 cache '" + cacheName + "' is closed (get it from its manager again)");
  }

  static IllegalStateException managerClosed(URI uri) {
    return new IllegalStateException(
        "TIERCEL-1051 cache manager '" + uri + "' is closed (get it from its provider again)");
  }

  static IllegalArgumentException cannotUnwrap(String what, Class<?> type) {
    return new IllegalArgumentException(
        "TIERCEL-1052 " + what + " cannot be unwrapped to " + type.getName());
  }

  static ClassCastException wrongType(String cacheName, String what, Class<?> type, Object given) {
    return new ClassCastException(
        "TIERCEL-1053 cache '"
            + cacheName
            + "': a "
            + what
            + " must be a "
            + type.getName()
            + ": "
            + what
            + "'s class="
            + given.getClass().getName());
  }

  static CacheException cacheExists(String cacheName) {
    return new CacheException(
        "TIERCEL-1054 cache '" + cacheName + "' exists already (get it, or destroy it first)");
  }

  static ClassCastException otherTypes(
      String cacheName, String what, Class<?> declared, @Nullable Class<?> asked) {
    return new ClassCastException(
        "TIERCEL-1055 cache '"
            + cacheName
            + "' has "
            + what
            + "s of "
            + declared.getName()
            + ": asked for="
            + (asked == null ? "null" : asked.getName())
            + " (ask for the declared type)");
  }

  static String byReference(String cacheName) {
    return "TIERCEL-1056 ["
        + cacheName
        + "] a store-by-reference cache never leaves this process:"
        + " it is local, though L2 is configured (setStoreByValue(true) to share it)";
  }

  static String closeFailed(String cacheName) {
    return "TIERCEL-1057 [" + cacheName + "] what was plugged into the cache failed to close";
  }

  static String loadAllFailed() {
    return "TIERCEL-1058 loadAll failed";
  }

  static String loadAllClosed() {
    return "TIERCEL-1070 loadAll: the cache was closed before the load began";
  }

  static String loadsOutlive(String cacheName, Duration limit) {
    return "TIERCEL-1071 ["
        + cacheName
        + "] a load goes on though its cache is closed: waited="
        + limit
        + " (let the loader return sooner)";
  }

  static CacheException managementFailed(String cacheName, Exception cause) {
    return new CacheException(
        "TIERCEL-1059 cache '" + cacheName + "': its MXBean cannot be registered", cause);
  }

  static IllegalArgumentException badTenant(@Nullable String tenant) {
    return new IllegalArgumentException(
        "TIERCEL-1060 a tenant's id must be 1 to 128 letters, digits or any of . _ - @: tenant="
            + quoted(tenant));
  }

  static IllegalArgumentException noTenant(String resource) {
    return new IllegalArgumentException(
        "TIERCEL-1061 resource '"
            + resource
            + "' belongs to tenants, and no tenant was given: tenant=null"
            + " (give one, or set tiercel.caches."
            + resource
            + ".scope=shared)");
  }

  static IllegalArgumentException badResource(@Nullable String resource) {
    return new IllegalArgumentException(
        "TIERCEL-1062 a resource's name must be 1 to 200 characters without control characters:"
            + " resource="
            + quoted(resource));
  }

  static IllegalArgumentException configurationType(String cacheName, Class<?> type) {
    return new IllegalArgumentException(
        "TIERCEL-1063 cache '"
            + cacheName
            + "': its configuration is a CompleteConfiguration:"
            + " asked for="
            + type.getName());
  }

  static String localEviction(String cacheName) {
    return "TIERCEL-1065 ["
        + cacheName
        + "] entries of a local cache are evicted for room, so they"
        + " are gone (raise tiercel.l1.max-entries or tiercel.l1.max-size-mb)";
  }

  static IllegalStateException tiersClosed() {
    return new IllegalStateException(
        "TIERCEL-1066 the cache manager is closed (get it from its provider again)");
  }

  static CacheException keyUndecodable(Class<?> type, Exception cause) {
    return new CacheException(
        "TIERCEL-1067 a key cannot be copied by serialization: class="
            + type.getName()
            + " (make it a record of immutable parts, or mend its serialization)",
        cause);
  }

  private static String quoted(@Nullable String text) {
    if (text == null) {
      return "null";
    }
    String shown = text.length() <= 40 ? text : text.substring(0, 40) + "...";
    return "'" + shown.replaceAll("\\p{Cntrl}", "?") + "'";
  }
}
