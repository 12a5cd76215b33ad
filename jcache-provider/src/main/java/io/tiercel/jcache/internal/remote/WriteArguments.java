/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.internal.codec.EncodedKey;
import io.tiercel.jcache.internal.codec.EncodedValue;
import io.tiercel.jcache.internal.tier.EntryTags;
import io.tiercel.jcache.internal.tier.EntryWrite;
import io.tiercel.jcache.internal.tier.StoredValue;
import io.tiercel.jcache.internal.tier.Ttl;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The arguments of the WRITE script, in its order. Not safe for many threads. */
final class WriteArguments {
  private static final byte[] NOTHING = {};

  private final RedisCache cache;
  private final List<Object> arguments = new ArrayList<>();
  private final List<Long> stamps = new ArrayList<>();

  WriteArguments(RedisCache cache, WriteShape shape, long now) {
    this.cache = cache;
    arguments.addAll(cache.epochs().arguments());
    arguments.add(String.valueOf(shape.mode()));
    addLife(shape.createTtl(), now);
    addLife(shape.updateTtl(), now);
    arguments.add(cache.channel());
    arguments.add(RedisTier.PUBLISH);
  }

  /** Adds the change of the entry of a key. */
  void add(Object key, String entryKey, EntryWrite write, long stamp, byte[] message) {
    StoredValue value = write.value();
    stamps.add(stamp);
    if (value == null) {
      arguments.add(NOTHING);
      arguments.add(NOTHING);
      arguments.add(NOTHING);
    } else {
      EncodedValue encoded = cache.envelope().wrap(named(key, encoded(value)), entryKey);
      EntryTags tags = write.tags();
      int flags = cache.sliding() ? EntryHeader.SLIDING : 0;
      flags |= tags == null ? 0 : EntryHeader.TAGGED;
      arguments.add(EntryHeader.head(flags, encoded));
      arguments.add(EntryHeader.stampBytes(stamp));
      arguments.add(
          EntryHeader.tail(
              tags == null ? null : new TagSection(cache.place().tagsInSlot(), tags), encoded));
    }
    arguments.add(expected(write));
    arguments.add(message);
  }

  /** Returns the stamp of the change that was added at an index. */
  long stamp(int index) {
    return stamps.get(index);
  }

  Object[] toArray() {
    return arguments.toArray();
  }

  private void addLife(long ttl, long now) {
    arguments.add(String.valueOf(ttl));
    boolean told = !cache.sliding() && ttl > 0;
    long deadline = told ? cache.time().server().toServer(Ttl.deadline(ttl, now)) : 0;
    arguments.add(EntryHeader.deadlineBytes(deadline));
  }

  private byte[] expected(EntryWrite write) {
    return switch (write.condition()) {
      case STAMP, LEASED -> EntryHeader.stampBytes(write.expected());
      case EQUAL -> comparable(encoded(write.expectedValue()));
      case ANY, ABSENT, PRESENT -> NOTHING;
    };
  }

  /** Encrypted values never equal by their bytes; and the expected one is nobody's to see. */
  private byte[] comparable(EncodedValue expected) {
    return cache.envelope().encrypts()
        ? NOTHING
        : EntryHeader.comparable(cache.envelope().compress(expected));
  }

  /** A hash does not tell the key, so the value does. */
  private static EncodedValue named(Object key, EncodedValue value) {
    String text = key instanceof EncodedKey encoded ? encoded.text() : null;
    return text == null || value.isMarked(EncodedValue.NAMED) ? value : value.named(text);
  }

  private static EncodedValue encoded(@Nullable StoredValue value) {
    return Objects.requireNonNull(Objects.requireNonNull(value, "value").encoded(), "encoded");
  }
}
