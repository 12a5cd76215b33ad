/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

import static java.util.Objects.requireNonNull;

import io.tiercel.jcache.internal.codec.EncodedValue;
import io.tiercel.jcache.internal.codec.Footprint;
import io.tiercel.jcache.internal.codec.Snapshot;
import io.tiercel.jcache.internal.codec.UndecodableValueException;
import io.tiercel.jcache.internal.codec.ValueCodecs;
import org.jspecify.annotations.Nullable;

/**
 * How a cache keeps the application's values: as they are (by reference, or because they cannot
 * change), or as snapshots or bytes, of which a new value is made for each reader. Safe for many
 * threads.
 */
public final class ValueForm {
  private final ValueCodecs codecs;
  private final Kind kind;

  /** Where the values go. */
  public enum Kind {
    /** This process, by reference. */
    REFERENCE,
    /** This process, by value: immutable values as they are, others as snapshots, or as bytes. */
    LOCAL,
    /** Other processes too: bytes always, and beside them what {@link #LOCAL} would keep. */
    REMOTE
  }

  /** Creates the form of one cache. */
  public ValueForm(ValueCodecs codecs, Kind kind) {
    this.codecs = codecs;
    this.kind = kind;
  }

  /**
   * Returns a value as it is to be stored.
   *
   * @throws javax.cache.CacheException if the value cannot be encoded
   */
  public StoredValue store(Object value) {
    return switch (kind) {
      case REFERENCE -> new StoredValue(value, null);
      case LOCAL -> {
        Object kept = kept(value);
        yield new StoredValue(kept, kept == null ? codecs.encode(value) : null);
      }
      case REMOTE -> {
        EncodedValue encoded = codecs.encode(value);
        yield new StoredValue(kept(value), encoded);
      }
    };
  }

  /** Returns a value that cannot change, or a snapshot, or null where there is none. */
  private @Nullable Object kept(Object value) {
    return codecs.isImmutable(value) ? value : codecs.snapshot(value);
  }

  /** Returns the application's value of a live entry, its own copy where it could be changed. */
  public Object reveal(TierEntry entry) {
    Object held = entry.held();
    return held == null || held instanceof Snapshot ? reveal(entry.value()) : held;
  }

  /** Returns the application's value, its own copy where it could be changed. */
  public Object reveal(StoredValue value) {
    Object held = value.held();
    if (held == null) {
      return decode(requireNonNull(value.encoded(), "encoded"));
    }
    return held instanceof Snapshot snapshot ? snapshot.thaw() : held;
  }

  /** Returns a value for one holder more: a copy where it could be changed. */
  public Object copy(Object value) {
    if (kind == Kind.REFERENCE || codecs.isImmutable(value)) {
      return value;
    }
    Snapshot snapshot = kind == Kind.LOCAL ? codecs.snapshot(value) : null;
    return snapshot == null ? decode(codecs.encode(value)) : snapshot.thaw();
  }

  /**
   * Returns an entry just read from a lower tier in the form in which a copy may be kept: an object
   * that a caller got, and could change, is replaced by a snapshot, which is taken before the
   * caller has it.
   */
  public StoredValue copyOf(TierEntry entry) {
    StoredValue value = entry.value();
    Object held = value.held();
    return value.encoded() == null || held == null || held instanceof Snapshot
        ? value
        : new StoredValue(kept(held), value.encoded());
  }

  /** Tells whether two stored values are equal, by their bytes or by {@code equals}. */
  public boolean same(StoredValue one, StoredValue other) {
    return reveal(one).equals(reveal(other));
  }

  /** Returns about how many bytes of memory an entry takes, in all the forms it is at hand. */
  public static int weight(Object key, StoredValue value) {
    EncodedValue encoded = value.encoded();
    long bytes = Footprint.of(key) + (long) Footprint.of(value.held());
    return (int)
        Math.min(Integer.MAX_VALUE, encoded == null ? bytes : bytes + Footprint.of(encoded));
  }

  private Object decode(EncodedValue encoded) {
    try {
      return codecs.decode(encoded);
    } catch (UndecodableValueException e) {
      throw Messages.copyUndecodable(e);
    }
  }
}
