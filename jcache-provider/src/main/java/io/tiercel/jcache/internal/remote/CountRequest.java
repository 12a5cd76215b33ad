/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One invalidation whose entries are to be counted: those that would be live if its epoch were the
 * one before.
 *
 * @param start how the keys of its entries begin
 * @param reaches whether a key is one of an entry that it may have reached
 * @param epochs the keys of the epochs that the entry of a key lives under
 * @param tag the key of the tag that was invalidated, or null
 * @param epochKey the key of the epoch that it began anew
 * @param before the epoch before, empty if there was none
 * @param count the entries counted so far
 * @param answer completed with the number
 */
@SuppressWarnings("ArrayRecordComponent") // equal only to itself, never shown
record CountRequest(
    String start,
    Predicate<String> reaches,
    Function<String, List<String>> epochs,
    @Nullable String tag,
    String epochKey,
    byte[] before,
    AtomicLong count,
    CompletableFuture<Long> answer) {

  /** Returns a request for the invalidation of a cache. */
  static CountRequest ofCache(RedisKeys keys, byte[] before) {
    return new CountRequest(
        keys.start(),
        keys::isEntry,
        key -> keys.epochs(),
        null,
        keys.epoch(),
        before,
        new AtomicLong(),
        new CompletableFuture<>());
  }

  /**
   * Returns a request for the invalidation of a tenant, or of a tag.
   *
   * @param start how the keys of the caches begin
   * @param tenantEpoch the key of the tenant's epoch, null for caches that no tenant owns
   * @param tag the tag's key, or null
   */
  static CountRequest ofCaches(
      String start, @Nullable String tenantEpoch, @Nullable String tag, byte[] before) {
    String epochKey = tag != null ? tag : String.valueOf(tenantEpoch);
    return new CountRequest(
        start,
        key -> key.startsWith(start) && RedisKeys.looksLikeEntry(key),
        key ->
            tenantEpoch == null
                ? List.of(RedisKeys.epochBeside(key))
                : List.of(RedisKeys.epochBeside(key), tenantEpoch),
        tag,
        epochKey,
        before,
        new AtomicLong(),
        new CompletableFuture<>());
  }

  /**
   * Counts an entry if it was live before.
   *
   * @param head its header and tags
   * @param known the epochs as they are now
   * @param clock tells which entries are past their ends
   */
  void look(String key, byte[] head, Map<String, byte[]> known, RedisClock clock) {
    EntryHeader header = EntryHeader.of(head);
    if (header == null || header.has(EntryHeader.LEASE) || header.has(EntryHeader.ABSENCE)) {
      return;
    }
    if (header.has(EntryHeader.STAYS) && clock.toOwn(header.deadlineMillis()) <= clock.millis()) {
      return;
    }
    TagSection section = TagSection.of(head);
    if (tag != null && (section == null || !section.tags().keys().contains(tag))) {
      return;
    }
    Function<String, byte @Nullable []> then =
        epoch -> epoch.equals(epochKey) ? before : known.get(epoch);
    long sum = 0;
    for (String epoch : epochs.apply(key)) {
      long number = Epochs.number(then.apply(epoch));
      if (number == 0) {
        return;
      }
      sum += number;
    }
    boolean stood = section == null ? !header.has(EntryHeader.TAGGED) : section.stands(then);
    if ((int) sum == header.epoch() && stood) {
      count.incrementAndGet();
    }
  }
}
