/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.internal.codec.EncodedKey;
import io.tiercel.jcache.internal.codec.EncodedValue;
import io.tiercel.jcache.internal.tier.EntryTags;
import io.tiercel.jcache.internal.tier.EntryWrite;
import io.tiercel.jcache.internal.tier.StoredValue;
import io.tiercel.jcache.internal.tier.Ttl;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The arguments of the WRITE script, in its order. Not safe for many threads. */
final class WriteArguments {
  private static final byte[] NOTHING = {};
  private static final byte[] NO_HEAD = new byte[4];
  private static final int MODE_AT = 2;
  private static final int AGAIN = 256;
  private static final int APART = 512;

  private final RedisCache cache;
  private final WriteShape shape;
  private final List<Object> arguments = new ArrayList<>();
  private final long created;
  private final long updated;
  private final int common;
  private final List<Long> stamps = new ArrayList<>();

  /**
   * Begins with what the writes of one script have in common.
   *
   * @param anyKey the key of one of the entries
   */
  WriteArguments(RedisCache cache, WriteShape shape, String anyKey, long now) {
    this.cache = cache;
    this.shape = shape;
    this.created = deadline(shape.createTtl(), now);
    this.updated = deadline(shape.updateTtl(), now);
    cache.epochs().arguments().forEach(this::addText);
    addText(String.valueOf(shape.mode()));
    addLife(shape.createTtl(), created);
    addLife(shape.updateTtl(), updated);
    cache.told(anyKey).forEach(this::addText);
    arguments.add(cache.nameInMessages());
    addText(cache.keys().idFrom());
    addText(cache.keys().idTo());
    this.common = arguments.size();
  }

  /** What writes have in common that may share a run of the script. */
  private record Kind(
      RedisKeys keys, WriteShape shape, long created, long updated, boolean again) {}

  /** Adds the change of the entry of a key. */
  void add(Object key, String entryKey, EntryWrite write, long stamp) {
    StoredValue value = write.value();
    EntryTags tags = write.tags();
    TagSection section = tags == null ? null : new TagSection(cache.place().tagsInSlot(), tags);
    int flags = tags == null ? 0 : EntryHeader.TAGGED;
    stamps.add(stamp);
    if (write.removes()) {
      arguments.add(given(NO_HEAD, stamp, write));
      arguments.add(NOTHING);
    } else if (value == null) {
      arguments.add(given(EntryHeader.headOfAbsence(flags), stamp, write));
      arguments.add(EntryHeader.tail(section, NOTHING));
    } else {
      EncodedValue encoded = cache.envelope().wrap(named(key, encoded(value)), entryKey);
      flags |= cache.sliding() ? EntryHeader.SLIDING : 0;
      flags |= staysMillis() > 0 ? EntryHeader.STAYS : 0;
      arguments.add(given(EntryHeader.head(flags, encoded), stamp, write));
      arguments.add(EntryHeader.tail(section, encoded.payload()));
    }
  }

  private byte[] given(byte[] head, long stamp, EntryWrite write) {
    byte[] expected = expected(write);
    return ByteBuffer.allocate(head.length + Long.BYTES + expected.length)
        .put(head)
        .putLong(stamp)
        .put(expected)
        .array();
  }

  /** Returns the stamp of the change that was added at an index. */
  long stamp(int index) {
    return stamps.get(index);
  }

  /**
   * Returns the run of the script.
   *
   * @param keys the epochs, and the entries whose changes were added
   * @param again whether the same changes were sent before, and the answer was lost
   */
  ScriptCall toCall(List<String> keys, boolean again) {
    int mode = shape.mode() + (again ? AGAIN : 0);
    List<Object> all = arguments;
    if (again) {
      all = new ArrayList<>(arguments);
      all.set(MODE_AT, bytes(String.valueOf(mode)));
    }
    return new ScriptCall(LuaScript.WRITE, List.copyOf(keys), all, common(keys, mode, again));
  }

  /** Only single entries share a run: more of them are a run of their own. */
  private ScriptCall.@Nullable Common common(List<String> keys, int mode, boolean again) {
    if (stamps.size() != 1) {
      return null;
    }
    List<Object> shared = new ArrayList<>(arguments.subList(0, common));
    shared.set(MODE_AT, bytes(String.valueOf(mode + APART)));
    return new ScriptCall.Common(
        new Kind(cache.keys(), shape, created, updated, again),
        List.copyOf(keys.subList(0, keys.size() - 1)),
        shared);
  }

  private void addLife(long ttl, long deadline) {
    addText(String.valueOf(ttl > 0 ? ttl + staysMillis() : ttl));
    arguments.add(EntryHeader.deadlineBytes(deadline));
  }

  private void addText(String text) {
    arguments.add(bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private long deadline(long ttl, long now) {
    boolean told = !cache.sliding() && ttl > 0;
    return told ? cache.time().server().toServer(Ttl.deadline(ttl, now)) : 0;
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
