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
  private static final int MODE_AT = 2;
  private static final int AGAIN = 256;

  private final RedisCache cache;
  private final WriteShape shape;
  private final List<Object> arguments = new ArrayList<>();
  private final List<Long> stamps = new ArrayList<>();

  /**
   * Begins with what the writes of one script have in common.
   *
   * @param anyKey the key of one of the entries
   */
  WriteArguments(RedisCache cache, WriteShape shape, String anyKey, long now) {
    this.cache = cache;
    this.shape = shape;
    arguments.addAll(cache.epochs().arguments());
    arguments.add(String.valueOf(shape.mode()));
    addLife(shape.createTtl(), now);
    addLife(shape.updateTtl(), now);
    arguments.addAll(cache.told(anyKey));
  }

  /** Adds the change of the entry of a key. */
  void add(Object key, String entryKey, EntryWrite write, long stamp, byte[] message) {
    StoredValue value = write.value();
    EntryTags tags = write.tags();
    TagSection section = tags == null ? null : new TagSection(cache.place().tagsInSlot(), tags);
    int flags = tags == null ? 0 : EntryHeader.TAGGED;
    stamps.add(stamp);
    if (write.removes()) {
      arguments.add(NOTHING);
      arguments.add(NOTHING);
      arguments.add(NOTHING);
    } else if (value == null) {
      arguments.add(EntryHeader.headOfAbsence(flags));
      arguments.add(EntryHeader.stampBytes(stamp));
      arguments.add(EntryHeader.tail(section, NOTHING));
    } else {
      EncodedValue encoded = cache.envelope().wrap(named(key, encoded(value)), entryKey);
      flags |= cache.sliding() ? EntryHeader.SLIDING : 0;
      flags |= staysMillis() > 0 ? EntryHeader.STAYS : 0;
      arguments.add(EntryHeader.head(flags, encoded));
      arguments.add(EntryHeader.stampBytes(stamp));
      arguments.add(EntryHeader.tail(section, encoded.payload()));
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

  /** Returns the arguments for sending the same changes once more. */
  Object[] toArrayAgain() {
    List<Object> again = new ArrayList<>(arguments);
    again.set(MODE_AT, String.valueOf(shape.mode() + AGAIN));
    return again.toArray();
  }

  private void addLife(long ttl, long now) {
    arguments.add(String.valueOf(ttl > 0 ? ttl + staysMillis() : ttl));
    boolean told = !cache.sliding() && ttl > 0;
    long deadline = told ? cache.time().server().toServer(Ttl.deadline(ttl, now)) : 0;
    arguments.add(EntryHeader.deadlineBytes(deadline));
  }

  /** Entries whose lives move with accesses are gone at their ends: only their keys know these. */
  private long staysMillis() {
    return cache.sliding() ? 0 : cache.values().staleMillis();
  }

  private byte[] expected(EntryWrite write) {
    return switch (write.condition()) {
      case STAMP, SEEN, LEASED -> EntryHeader.stampBytes(write.expected());
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
