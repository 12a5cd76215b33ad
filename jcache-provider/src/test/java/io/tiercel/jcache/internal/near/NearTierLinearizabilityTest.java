/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.near;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiercel.jcache.internal.tier.CacheAddress;
import io.tiercel.jcache.internal.tier.EntryWrite;
import io.tiercel.jcache.internal.tier.FakeClock;
import io.tiercel.jcache.internal.tier.TagMarks;
import io.tiercel.jcache.internal.tier.TierEntry;
import io.tiercel.jcache.internal.tier.TierFixture;
import io.tiercel.jcache.internal.tier.Ttl;
import io.tiercel.jcache.internal.tier.ValueForm;
import java.time.Duration;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tokens and generations under threads that run freely: what a node reads and writes of one key,
 * while another node changes it and its messages come, is that of a plain variable (rules R1 to R4,
 * R7). How often it is tried, {@code -Pchaos} raises.
 */
@Tag("lincheck")
final class NearTierLinearizabilityTest {
  private static final String KEY = "key";
  private static final int ROUNDS = Integer.getInteger("test.linearizability.rounds", 6);
  private static final int UNTIL_FOUND = 1_000;
  private static final int RUNS = 1_000;
  private static final FillTokens TOKENS = new FillTokens(new TagMarks());
  private static final NearStore STORE = new NearStore(1_000, 1 << 20);
  private static final ValueForm FORM = new ValueForm(TierFixture.codecs(), ValueForm.Kind.REMOTE);

  /** One key, as one node sees it. */
  @Param(name = "value", gen = IntGen.class, conf = "1:9")
  public static final class NearRegister {
    private final FakeClock clock = new FakeClock();
    private final ScriptedBus bus = new ScriptedBus(clock);
    private final ConcurrentRemote remote = new ConcurrentRemote(FORM);
    private final NearTier tier =
        NearTier.open(
            remote,
            CacheAddress.of("org_1:linear", "v1"),
            TierFixture.keys(),
            new NearCopies(
                STORE,
                TOKENS,
                bus,
                FORM,
                clock,
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                true),
            false);

    @Operation
    public int read() {
      return value(tier.find(KEY));
    }

    @Operation
    public void write(@Param(name = "value") int value) {
      tier.write(KEY, EntryWrite.put(FORM.store(value), Ttl.ETERNAL, Ttl.ETERNAL, false));
    }

    @Operation
    public void writeElsewhere(@Param(name = "value") int value) {
      bus.tell(KEY, remote.put(value).stamp());
    }

    @Operation
    public void clearElsewhere() {
      remote.clear();
      bus.tellCleared();
    }
  }

  /** The same with a copy that is put in whatever happened since it was fetched. */
  @Param(name = "value", gen = IntGen.class, conf = "1:9")
  public static final class NaiveRegister {
    private final ConcurrentRemote remote = new ConcurrentRemote(FORM);
    private volatile TierEntry copy = TierEntry.ABSENT;

    @Operation
    public int read() {
      TierEntry held = copy;
      if (held.present()) {
        return value(held);
      }
      TierEntry fetched = remote.find(KEY);
      copy = fetched;
      return value(fetched);
    }

    @Operation
    public void writeElsewhere(@Param(name = "value") int value) {
      remote.put(value);
      copy = TierEntry.ABSENT;
    }
  }

  @Test
  void node_anyInterleaving_seesAPlainVariable() {
    options(ROUNDS).check(NearRegister.class);
  }

  @Test
  void fillWithoutToken_isFound() {
    assertThatThrownBy(() -> options(UNTIL_FOUND).check(NaiveRegister.class))
        .isInstanceOf(LincheckAssertionError.class)
        .hasMessageContaining("Invalid execution results");
  }

  private static StressOptions options(int rounds) {
    return new StressOptions()
        .threads(3)
        .actorsPerThread(3)
        .actorsBefore(1)
        .actorsAfter(2)
        .iterations(rounds)
        .invocationsPerIteration(RUNS)
        .minimizeFailedScenario(false)
        .sequentialSpecification(Variable.class);
  }

  /** What all must look like. */
  @SuppressWarnings("unused") // called by reflection
  public static final class Variable {
    private int value;

    public int read() {
      return value;
    }

    public void write(int written) {
      value = written;
    }

    public void clear() {
      value = 0;
    }

    public void writeElsewhere(int written) {
      value = written;
    }

    public void clearElsewhere() {
      value = 0;
    }
  }

  private static int value(TierEntry entry) {
    return entry.present() ? (Integer) FORM.reveal(entry) : 0;
  }
}
