/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import java.time.Duration;

/** The messages of entry operations, TIERCEL-1000 to 1049. */
final class Messages {
  private Messages() {}

  static IllegalArgumentException cannotUnwrap(String what, Class<?> type) {
    return new IllegalArgumentException(
        "TIERCEL-1001 " + what + " cannot be unwrapped to " + type.getName());
  }

  static IllegalArgumentException listenerKnown() {
    return new IllegalArgumentException(
        "TIERCEL-1002 a listener can be registered once only: an equal configuration is registered"
            + " already (deregister it first)");
  }

  static String listenerFailed() {
    return "TIERCEL-1003 a cache entry listener or its filter failed";
  }

  static String loaderFailed() {
    return "TIERCEL-1004 the cache loader failed";
  }

  static String writerFailed() {
    return "TIERCEL-1005 the cache writer failed; the cache was not changed";
  }

  static String processorFailed() {
    return "TIERCEL-1006 the entry processor failed; the entry was not changed";
  }

  static String closeFailed(String what) {
    return "TIERCEL-1007 closing a " + what + " failed";
  }

  static IllegalStateException removeWithoutNext() {
    return new IllegalStateException(
        "TIERCEL-1008 remove() removes what next() returned: call next() first, and remove() once");
  }

  static String refreshFailed(String cacheName) {
    return "TIERCEL-1010 ["
        + cacheName
        + "] a load behind the callers' backs must not fail: what is stored is answered to its end"
        + " (see the cause; said once for each cache)";
  }

  static String loadTooLong(String cacheName, long millis) {
    return "TIERCEL-1009 ["
        + cacheName
        + "] a load must end in time to be stored: took="
        + millis
        + " ms (raise tiercel.stampede.load-timeout-ms; said once for each cache)";
  }

  static IllegalArgumentException badTimeToLive(String cacheName, Duration timeToLive) {
    return new IllegalArgumentException(
        "TIERCEL-1013 cache '"
            + cacheName
            + "': a time to live must be at least a millisecond: timeToLive="
            + timeToLive
            + " (give a longer one, or remove the entry)");
  }

  static IllegalArgumentException emptyTag(String subject) {
    return new IllegalArgumentException(
        "TIERCEL-1012 '" + subject + "': a tag must not be empty: tag='' (leave it out)");
  }

  static IllegalArgumentException tooManyTags(String subject, int tags) {
    return new IllegalArgumentException(
        "TIERCEL-1011 '"
            + subject
            + "': an entry may have at most 32 tags: tags="
            + tags
            + " (use fewer, or a cascade)");
  }
}
