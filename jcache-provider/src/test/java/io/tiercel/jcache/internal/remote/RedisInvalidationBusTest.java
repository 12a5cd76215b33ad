/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiercel.jcache.config.HashTag;
import io.tiercel.jcache.internal.tier.CacheAddress;
import io.tiercel.jcache.internal.tier.EntryTags;
import io.tiercel.jcache.internal.tier.FakeClock;
import io.tiercel.jcache.internal.tier.InvalidationBus;
import io.tiercel.jcache.internal.tier.StampSource;
import io.tiercel.jcache.internal.tier.TagMarks;
import io.tiercel.jcache.internal.tier.TierFixture;
import io.tiercel.jcache.shaded.redisson.client.RedisException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When messages count and when they are known to be missed, on channels that the test steps. */
final class RedisInvalidationBusTest {
  private static final Duration MILLISECOND = Duration.ofMillis(1);
  private static final Duration SILENCE = Duration.ofSeconds(3);
  private static final Duration SUSPICION = Duration.ofSeconds(60);
  private static final CacheAddress CONTACTS = CacheAddress.of("org_1:contacts", "v1");
  private static final CacheAddress ORDERS = CacheAddress.of("org_1:orders", "v1");
  private static final Channels CHANNELS = Channels.ofServer("");
  private static final CacheAddress FOREIGN = CacheAddress.of("org_2:contacts", "v1");

  private final ScriptedWire wire = new ScriptedWire();
  private final FakeClock clock = new FakeClock();
  private final StampSource own = new StampSource(1);
  private final StampSource other = new StampSource(2);
  private final TagMarks marks = new TagMarks();
  private final RedisInvalidationBus bus =
      new RedisInvalidationBus(
          own,
          marks,
          clock,
          messages ->
              new ServerSubscriptions(
                  wire, clock, CHANNELS, RedisKeys.heartbeat("", "1"), messages));
  private final List<String> heard = new ArrayList<>();

  @Test
  void r3_messageOfAnotherNode_reachesItsCacheAlone() {
    open(CONTACTS, ORDERS, FOREIGN);
    bus.tick();
    long stamp = other.next();
    tell(new Message(Message.Kind.ENTRY, stamp, CONTACTS.name(), "key"));
    assertThat(heard).containsExactly("org_1:contacts key " + stamp);
  }

  @Test
  void r6_ownMessage_isNotHeard() {
    open(CONTACTS);
    bus.tick();
    tell(new Message(Message.Kind.ENTRY, own.next(), CONTACTS.name(), "key"));
    assertThat(heard).isEmpty();
  }

  @Test
  void r6_ownMessage_isHeardForAMinuteAfterAnUnknownOutcome() {
    open(CONTACTS);
    bus.tick();
    bus.suspectOwnWrites();
    clock.advance(SUSPICION);
    tell(new Message(Message.Kind.ENTRY, own.next(), CONTACTS.name(), "late"));
    assertThat(heard).hasSize(1);
    clock.advance(MILLISECOND);
    tell(new Message(Message.Kind.ENTRY, own.next(), CONTACTS.name(), "key"));
    assertThat(heard).hasSize(1);
  }

  @Test
  void r7_clearOfACache_reachesIt() {
    open(CONTACTS, ORDERS);
    bus.tick();
    tell(new Message(Message.Kind.CACHE, other.next(), ORDERS.name(), ""));
    assertThat(heard).containsExactly("org_1:orders cleared");
  }

  @Test
  void r7_clearOfATenant_reachesItsCachesAlone() {
    open(CONTACTS, ORDERS, FOREIGN);
    bus.tick();
    tell(new Message(Message.Kind.TENANT, other.next(), "org_1", ""));
    assertThat(heard).containsExactlyInAnyOrder("org_1:contacts cleared", "org_1:orders cleared");
  }

  @Test
  void r8_beforeTheNodeHearsItself_isNotTrusted() {
    assertThat(bus.trusted()).isFalse();
    wire.cut();
    assertThatThrownBy(bus::tick).isInstanceOf(RedisException.class);
    assertThat(bus.trusted()).isFalse();
    wire.restore();
    bus.tick();
    assertThat(bus.trusted()).isTrue();
    assertThat(bus.lastHeardMillis()).isEqualTo(clock.millis());
  }

  @Test
  void r8_heartbeat_isSubscribedAfterAllChannels() {
    bus.tick();
    assertThat(wire.subscriptions()).isEqualTo(1 + CHANNELS.names().size());
    assertThat(wire.lastSubscribed()).startsWith("$node:");
  }

  @Test
  void r8_threeSecondsOfSilence_areALoss() {
    bus.tick();
    wire.cut();
    clock.advance(SILENCE);
    bus.tick();
    assertThat(bus.trusted()).as("three seconds").isTrue();
    clock.advance(MILLISECOND);
    bus.tick();
    assertThat(bus.trusted()).as("more").isFalse();
  }

  @Test
  void r8_heardAgainAfterALoss_isTrustedInAnotherGeneration() {
    bus.tick();
    long before = bus.generation();
    wire.cut();
    clock.advance(SILENCE.plus(MILLISECOND));
    bus.tick();
    wire.restore();
    assertThat(bus.trusted()).as("nothing is heard yet").isFalse();
    long subscribed = bus.generation();
    bus.tick();
    assertThat(bus.trusted()).isTrue();
    assertThat(bus.generation()).isGreaterThan(subscribed).isGreaterThan(before);
  }

  @Test
  void r8_subscriptionEndedByTheServer_isALossAtOnce() {
    bus.tick();
    wire.end(CHANNELS.names().get(7));
    assertThat(bus.trusted()).isFalse();
  }

  @Test
  void r8_beatThatIsNoNews_changesNoGeneration() {
    bus.tick();
    long before = bus.generation();
    clock.advance(Duration.ofSeconds(1));
    bus.tick();
    assertThat(bus.generation()).isEqualTo(before);
    assertThat(bus.lastHeardMillis()).isEqualTo(clock.millis());
  }

  @Test
  void r10_failoverShorterThanTheSilence_isAnotherGeneration() {
    bus.tick();
    long before = bus.generation();
    wire.cut();
    wire.restore();
    assertThat(bus.trusted()).isTrue();
    assertThat(bus.generation())
        .as("the new master may not know what was said")
        .isGreaterThan(before);
  }

  @Test
  void r15_tagInvalidatedElsewhere_isMarked() {
    EntryTags seen = new EntryTags(List.of("org_1:$tag:t:v1"), 0, marks.now());
    EntryTags unheard = new EntryTags(List.of("org_1:$tag:u:v1"), 0, marks.now());
    bus.tick();
    tell(new Message(Message.Kind.TAG, other.next(), "org_1:$tag:t:v1", ""));
    tell(new Message(Message.Kind.TAG, own.next(), "org_1:$tag:u:v1", ""));
    assertThat(marks.stand(seen)).isFalse();
    assertThat(marks.stand(unheard)).as("of this node itself").isTrue();
  }

  /** In a cluster a cache hears on its own slot's channels, and tags have slots of their own. */
  @ParameterizedTest
  @EnumSource(HashTag.class)
  void r15_anotherChannelIsLost_tagsAreTrustedWhereTheyShareTheSlot(HashTag tag) {
    TwoChannels two = new TwoChannels();
    InvalidationBus ofCache =
        new RedisInvalidationBus(own, marks, clock, messages -> two)
            .of(new RedisKeys(CONTACTS, "", tag));
    two.channels().forEach(channel -> channel.heard(clock.millis()));
    assertThat(ofCache.tagsTrusted()).isTrue();
    two.channels().get(1).lost();
    assertThat(ofCache.trusted()).isEqualTo(tag != HashTag.NONE);
    assertThat(ofCache.tagsTrusted()).isEqualTo(tag == HashTag.TENANT);
  }

  /** Two channels, the first of which is that of each cache in one slot. */
  private static final class TwoChannels implements Subscriptions {
    private final Channel.All all = new Channel.All();
    private final List<Channel> channels =
        List.of(new Channel("own", all), new Channel("other", all));

    @Override
    public void tick() {}

    @Override
    public List<Channel> channels() {
      return channels;
    }

    @Override
    public List<Channel> of(RedisKeys keys) {
      return keys.inOneSlot() ? channels.subList(0, 1) : channels;
    }

    @Override
    public Channel.All all() {
      return all;
    }

    @Override
    public void close() {}
  }

  @Test
  void message_ofAnUnknownCacheOrNone_isPassedOver() {
    bus.tick();
    tell(new Message(Message.Kind.ENTRY, other.next(), CONTACTS.name(), "key"));
    tell(new Message(Message.Kind.CACHE, other.next(), CONTACTS.name(), ""));
    wire.publish(CHANNELS.names().get(0), new byte[] {1});
    assertThat(heard).isEmpty();
    assertThat(bus.trusted()).isTrue();
  }

  private void open(CacheAddress... caches) {
    for (CacheAddress cache : caches) {
      bus.register(
          cache,
          TierFixture.keys(),
          new InvalidationBus.Listener() {
            @Override
            public void entryChanged(Object key, long stamp) {
              heard.add(cache.name() + ' ' + key + ' ' + stamp);
            }

            @Override
            public void cleared() {
              heard.add(cache.name() + " cleared");
            }
          });
    }
  }

  private void tell(Message message) {
    wire.publish(CHANNELS.told(message.name(), "").get(0), message.toBytes());
  }
}
