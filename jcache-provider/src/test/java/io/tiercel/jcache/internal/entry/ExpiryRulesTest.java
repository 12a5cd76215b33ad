/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tiercel.jcache.internal.tier.Ttl;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.junit.jupiter.api.Test;

/** The lives that policies give, shortened at random or not. */
final class ExpiryRulesTest {
  private static final long LIFE = 100_000;
  private static final Duration GIVEN = new Duration(TimeUnit.MILLISECONDS, LIFE);
  private static final int PERCENT = 20;

  private final Random random = new Random(42);

  private ExpiryRules rules(ExpiryPolicy policy) {
    return new ExpiryRules(policy, new Jitter(PERCENT, random::nextDouble));
  }

  @Test
  void jitter_manyCreations_shortensEvenlyUpToItsPercentAndNeverLengthens() {
    ExpiryRules rules = rules(new CreatedExpiryPolicy(GIVEN));
    long[] lives = LongStream.range(0, 10_000).map(i -> rules.creation()).toArray();
    assertThat(LongStream.of(lives))
        .allMatch(life -> life > LIFE - LIFE * PERCENT / 100 && life <= LIFE);
    assertThat(LongStream.of(lives).average().orElseThrow())
        .isCloseTo(0.9 * LIFE, within(0.005 * LIFE));
    assertThat(LongStream.of(lives).distinct().count()).isEqualTo(64);
    assertThat(LongStream.of(lives).max()).hasValue(LIFE);
  }

  @Test
  void jitter_sameSeed_givesTheSameLives() {
    ExpiryRules one =
        new ExpiryRules(new CreatedExpiryPolicy(GIVEN), new Jitter(50, new Random(7)::nextDouble));
    ExpiryRules two =
        new ExpiryRules(new CreatedExpiryPolicy(GIVEN), new Jitter(50, new Random(7)::nextDouble));
    for (int i = 0; i < 100; i++) {
      assertThat(one.creation()).isEqualTo(two.creation());
    }
  }

  @Test
  void jitter_oneWrite_cutsBothItsLivesByOneShare() {
    ExpiryRules rules = rules(new ModifiedExpiryPolicy(GIVEN));
    ExpiryRules.Lives first = rules.lives();
    assertThat(first.creation()).isEqualTo(first.update()).isLessThan(LIFE);
    assertThat(LongStream.range(0, 100).map(i -> rules.update()).distinct().count())
        .isGreaterThan(10);
  }

  @Test
  void jitter_livesWithoutAnEndOfTheirOwn_areLeftAlone() {
    ExpiryRules eternal = rules(new EternalExpiryPolicy());
    ExpiryRules none = rules(new CreatedExpiryPolicy(Duration.ZERO));
    ExpiryRules created = rules(new CreatedExpiryPolicy(GIVEN));
    for (int i = 0; i < 100; i++) {
      assertThat(eternal.creation()).isEqualTo(Ttl.ETERNAL);
      assertThat(none.creation()).isEqualTo(Ttl.ZERO);
      assertThat(created.update()).isEqualTo(Ttl.KEEP);
    }
  }

  @Test
  void jitter_access_isLeftAlone() {
    ExpiryRules rules = rules(new TouchedExpiryPolicy(GIVEN));
    for (int i = 0; i < 100; i++) {
      assertThat(rules.access()).isEqualTo(LIFE);
    }
  }

  @Test
  void jitter_shortestLife_isNeverNothing() {
    ExpiryPolicy policy = new CreatedExpiryPolicy(new Duration(TimeUnit.MILLISECONDS, 1));
    ExpiryRules rules = new ExpiryRules(policy, new Jitter(90, () -> Math.nextDown(1.0)));
    assertThat(rules.creation()).isEqualTo(1);
  }

  @Test
  void jitter_off_asksForNoRandomNumber() {
    ExpiryRules rules = new ExpiryRules(new ModifiedExpiryPolicy(GIVEN), Jitter.of(0));
    assertThat(rules.lives()).isEqualTo(new ExpiryRules.Lives(LIFE, LIFE));
    assertThat(new Jitter(0, AssertionErrorSource::fail).share()).isZero();
  }

  /** Fails where it is asked. */
  private static final class AssertionErrorSource {
    static double fail() {
      throw new AssertionError("nobody needs a random number");
    }
  }
}
