/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiercel.jcache.internal.remote.Batcher.Call;
import io.tiercel.jcache.internal.remote.ScriptCall.Common;
import io.tiercel.jcache.shaded.redisson.client.RedisException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who shares a run of the script, and what each hears of it. */
class ScriptTripTest {
  private static final int LARGE = 50_000;

  private static Call<ScriptCall, List<Object>> call(@Nullable String kind, String key, int bytes) {
    Common common =
        kind == null ? null : new Common(kind, List.of("epoch"), List.of(bytes("shared")));
    ScriptCall question =
        new ScriptCall(
            LuaScript.WRITE,
            List.of("epoch", key),
            List.of(bytes("alone"), new byte[bytes]),
            common);
    return new Call<>(question, new CompletableFuture<>());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void of_sameKind_isOneRun() {
    var calls = List.of(call("a", "k1", 1), call("a", "k2", 2));
    List<ScriptTrip> trips = ScriptTrip.of(calls);
    assertThat(trips).hasSize(1);
    ScriptCall run = trips.get(0).call();
    assertThat(run.keys()).containsExactly("epoch", "k1", "k2");
    assertThat(run.arguments()).containsExactly(bytes("shared"), new byte[1], new byte[2]);
  }

  @Test
  void of_otherKinds_areRunsOfTheirOwn() {
    var calls = List.of(call("a", "k1", 1), call("b", "k2", 1), call(null, "k3", 1));
    assertThat(ScriptTrip.of(calls))
        .extracting(ScriptTrip::call)
        .containsExactlyInAnyOrderElementsOf(calls.stream().map(Call::question).toList());
  }

  @Test
  void of_largeOnes_areSeveralRuns() {
    var calls =
        List.of(
            call("a", "k1", LARGE),
            call("a", "k2", LARGE),
            call("a", "k3", 1),
            call("a", "k4", 2 * LARGE));
    assertThat(ScriptTrip.of(calls)).extracting(trip -> trip.riders().size()).contains(1, 2);
    assertThat(ScriptTrip.of(calls)).hasSize(3);
  }

  @Test
  void answer_givesEachItsOwn() {
    var calls = List.of(call("a", "k1", 1), call("a", "k2", 1), call("a", "k3", 1));
    ScriptTrip trip = ScriptTrip.of(calls).get(0);
    trip.answer(
        List.of(
            bytes("192"),
            1L,
            bytes("OOM command not allowed"),
            bytes(""),
            2L,
            bytes("before"),
            bytes("dead")));
    WriteReply first = new WriteReply(calls.get(0).answer().join());
    assertThat(first.code(0)).isEqualTo(1);
    assertThat(first.entry(0)).isEmpty();
    assertThatThrownBy(() -> calls.get(1).answer().join())
        .hasCauseInstanceOf(RedisException.class)
        .hasMessageContaining("OOM command not allowed");
    WriteReply third = new WriteReply(calls.get(2).answer().join());
    assertThat(third.code(0)).isEqualTo(2);
    assertThat(third.entry(0)).isEqualTo(bytes("before"));
    assertThat(third.deadline(0)).isEqualTo(bytes("dead"));
  }
}
