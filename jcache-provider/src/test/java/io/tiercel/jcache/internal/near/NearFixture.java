/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.near;

import io.tiercel.jcache.internal.tier.CacheAddress;
import io.tiercel.jcache.internal.tier.EntryWrite;
import io.tiercel.jcache.internal.tier.FakeClock;
import io.tiercel.jcache.internal.tier.StoredValue;
import io.tiercel.jcache.internal.tier.TagMarks;
import io.tiercel.jcache.internal.tier.TierClock;
import io.tiercel.jcache.internal.tier.TierEntry;
import io.tiercel.jcache.internal.tier.TierFixture;
import io.tiercel.jcache.internal.tier.Ttl;
import io.tiercel.jcache.internal.tier.ValueForm;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Copies over a scripted remote tier, a scripted bus, and a clock that stands. */
final class NearFixture implements AutoCloseable {
  private final FakeClock clock;
  private final ScriptedRemote remote;
  private final ScriptedBus bus;
  private final CacheAddress address;
  private final NearCopies copies;
  private final NearTier tier;
  private final TagMarks marks;
  private Runnable whenTheClockIsRead = () -> {};

  private NearFixture(Builder builder) {
    ValueForm form = new ValueForm(TierFixture.codecs(), ValueForm.Kind.REMOTE);
    clock = new FakeClock();
    bus = new ScriptedBus(clock);
    remote = new ScriptedRemote(form, clock, TierFixture.stamps());
    address = TierFixture.address();
    marks = new TagMarks();
    copies =
        new NearCopies(
            new NearStore(1000, 1 << 20),
            new FillTokens(marks),
            bus,
            form,
            hookedClock(),
            builder.life,
            builder.degradedMaxAge,
            builder.warmOnRemoteHit);
    tier = NearTier.open(remote, address, TierFixture.keys(), copies, builder.coalesced);
  }

  private NearFixture(NearFixture other) {
    clock = other.clock;
    bus = other.bus;
    remote = other.remote;
    address = other.address;
    copies = other.copies;
    marks = other.marks;
    tier = NearTier.open(remote, address, TierFixture.keys(), copies, false);
  }

  static Builder builder() {
    return new Builder();
  }

  /** Opens the same cache once more. */
  NearFixture another() {
    return new NearFixture(this);
  }

  NearTier tier() {
    return tier;
  }

  TagMarks marks() {
    return marks;
  }

  ScriptedRemote remote() {
    return remote;
  }

  ScriptedBus bus() {
    return bus;
  }

  /** Returns the value of a key as the application sees it, or null. */
  @Nullable Object find(Object key) {
    return value(tier.find(key));
  }

  /** Returns the value of an entry as the application sees it, or null. */
  @Nullable Object value(@Nullable TierEntry entry) {
    return entry == null || !entry.present() ? null : copies.form().reveal(entry);
  }

  void put(Object key, Object value) {
    tier.write(key, write(value));
  }

  EntryWrite write(Object value) {
    return EntryWrite.put(stored(value), Ttl.ETERNAL, Ttl.ETERNAL, false);
  }

  StoredValue stored(Object value) {
    return copies.form().store(value);
  }

  /** Another node stores a value, and its message comes. */
  void changedElsewhere(Object key, Object value) {
    bus.tell(key, remote.put(key, value).stamp());
  }

  /** Another node removes an entry, and its message comes. */
  void removedElsewhere(Object key) {
    remote.remove(key);
    bus.tell(key, 0);
  }

  void advance(Duration time) {
    clock.advance(time);
  }

  /** Runs once, at the next look of the near tier at the clock. */
  void whenTheClockIsRead(Runnable action) {
    whenTheClockIsRead = action;
  }

  private TierClock hookedClock() {
    return () -> {
      Runnable action = whenTheClockIsRead;
      whenTheClockIsRead = () -> {};
      action.run();
      return clock.millis();
    };
  }

  @Override
  public void close() {
    tier.close();
  }

  /** What a fixture begins with. */
  static final class Builder {
    private Duration life = Duration.ofSeconds(60);
    private Duration degradedMaxAge = Duration.ofSeconds(30);
    private boolean warmOnRemoteHit = true;
    private boolean coalesced;

    /** The longest life of a copy. */
    Builder life(Duration timeToLive) {
      life = timeToLive;
      return this;
    }

    Builder degradedMaxAge(Duration age) {
      degradedMaxAge = age;
      return this;
    }

    Builder warmOnRemoteHit(boolean warm) {
      warmOnRemoteHit = warm;
      return this;
    }

    /** Tells the remote tier of accesses from time to time only. */
    Builder coalesced() {
      coalesced = true;
      return this;
    }

    NearFixture build() {
      return new NearFixture(this);
    }
  }
}
