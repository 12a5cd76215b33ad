/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.processes.Checker.Fault;
import io.tiercel.jcache.processes.Event.Kind;
import io.tiercel.jcache.processes.Event.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each fault in the smallest history that has it, beside one that nearly has. */
final class CheckerTest {
  private static final long SECOND = 1_000_000_000L;

  private final List<Event> events = new ArrayList<>();

  @Test
  void read_olderThanOneThatEndedBefore_isBackward() {
    note(1, Kind.READ, "c0", 0, 10, 5);
    note(1, Kind.READ, "c0", 20, 30, 4);
    assertFound(Fault.BACKWARD);
  }

  @Test
  void read_olderThanOneThatOverlaps_orOfAnotherNode_isNone() {
    note(1, Kind.READ, "c0", 0, 25, 5);
    note(1, Kind.READ, "c0", 20, 30, 4);
    note(2, Kind.READ, "c0", 40, 50, 4);
    assertThat(checked().total()).isZero();
  }

  @Test
  void read_olderThanItsNodesWrite_isUnseen() {
    note(1, Kind.WRITE, "r1", 0, 10, 5);
    note(1, Kind.READ, "r1", 20, 30, 4);
    assertFound(Fault.OWN_WRITE_UNSEEN);
  }

  @Test
  void read_ofWhatItsNodeRemoved_isUnseen() {
    note(1, Kind.WRITE, "r1", 0, 10, 5);
    note(1, Kind.REMOVE, "r1", 20, 30, 6);
    note(1, Kind.READ, "r1", 40, 50, 5);
    assertFound(Fault.OWN_WRITE_UNSEEN);
  }

  @Test
  void absence_thatNobodyMade_isVanished() {
    note(1, Kind.REMOVE, "r1", 0, 10, 5);
    note(1, Kind.WRITE, "r1", 20, 30, 6);
    note(2, Kind.READ, "r1", 40, 50, 6);
    note(2, Kind.READ, "r1", 60, 70, 0);
    assertFound(Fault.VANISHED);
  }

  @Test
  void absence_ofWhatIsBeingRemoved_isNone() {
    note(1, Kind.WRITE, "r1", 0, 10, 5);
    note(2, Kind.READ, "r1", 20, 30, 5);
    note(1, Kind.REMOVE, "r1", 40, 90, 6);
    note(2, Kind.READ, "r1", 50, 60, 0);
    assertThat(checked().total()).isZero();
  }

  @Test
  void clearedEntry_onTheNodeThatCleared_isSeen() {
    note(0, Kind.CLEAR, "", 0, 10, 3);
    note(0, Kind.READ, "g0", 20, 30, 3);
    assertFound(Fault.CLEARED_SEEN);
  }

  @Test
  void clearedEntry_onAnotherNode_isSeenAfterTheBoundOnly() {
    note(0, Kind.CLEAR, "", 0, 10, 3);
    note(1, Kind.READ, "g0", 20, 30, 3);
    assertThat(checked().total()).isZero();
    note(1, Kind.READ, "g0", 4 * SECOND, 5 * SECOND, 3);
    assertFound(Fault.CLEARED_SEEN);
  }

  @Test
  void entry_readAfterItsEndByTheServersClock_isExpired() {
    noteTimed(0, Kind.WRITE, 1000);
    noteTimed(1, Kind.READ, 1000 + NodeCaches.SHORT_LIFE_MILLIS);
    assertThat(checked().total()).isZero();
    noteTimed(1, Kind.READ, 1001 + NodeCaches.SHORT_LIFE_MILLIS);
    assertFound(Fault.EXPIRED_SEEN);
  }

  @Test
  void claims_withTwoWinnersOrNone_areFound() {
    note(0, Kind.CLAIM, "p1", 0, 10, 1);
    note(1, Kind.CLAIM, "p1", 0, 10, 0);
    assertThat(checked().total()).isZero();
    note(2, Kind.CLAIM, "p1", 0, 10, 1);
    note(2, Kind.CLAIM, "p2", 0, 10, 0);
    assertThat(checked().count(Fault.NOT_ONE_WINNER)).isEqualTo(2);
  }

  @Test
  void sums_ofTwoEqualIncrements_orTooFew_areLost() {
    note(0, Kind.INCREMENT, "c0", 0, 10, 1);
    note(1, Kind.INCREMENT, "c0", 0, 10, 2);
    assertThat(new Checker(events).sums(Map.of("c0", 2L)).total()).isZero();
    assertThat(new Checker(events).sums(Map.of("c0", 1L)).count(Fault.INCREMENT_LOST)).isOne();
    note(2, Kind.INCREMENT, "c0", 0, 10, 2);
    assertThat(new Checker(events).sums(Map.of("c0", 2L)).count(Fault.INCREMENT_LOST)).isOne();
  }

  @Test
  void lostIncrements_countThoseThatAreNotInTheSum_saveTheUndecided() {
    note(0, Kind.INCREMENT, "c0", 0, 10, 1);
    note(1, Kind.INCREMENT, "c0", 0, 10, 2);
    events.add(new Event(2, Kind.INCREMENT, Outcome.UNDECIDED, "c0", 0, 10, 0, 0));
    assertThat(PhaseReport.lost(events, Map.of(), Map.of("c0", 3L))).isZero();
    assertThat(PhaseReport.lost(events, Map.of(), Map.of("c0", 2L))).isZero();
    assertThat(PhaseReport.lost(events, Map.of(), Map.of("c0", 1L))).isOne();
    assertThat(PhaseReport.lost(events, Map.of("c0", 1L), Map.of("c0", 2L))).isOne();
  }

  private void note(int node, Kind kind, String key, long begin, long end, long value) {
    events.add(new Event(node, kind, Outcome.DONE, key, begin, end, value, 0));
  }

  private void noteTimed(int node, Kind kind, long serverMillis) {
    long begin = events.size() * SECOND;
    events.add(new Event(node, kind, Outcome.DONE, "e0", begin, begin + 1, 7, serverMillis));
  }

  private Checker checked() {
    return new Checker(events).everything();
  }

  private void assertFound(Fault fault) {
    Checker checker = checked();
    assertThat(checker.count(fault)).as(checker::toString).isOne();
    assertThat(checker.total()).as(checker::toString).isOne();
  }
}
