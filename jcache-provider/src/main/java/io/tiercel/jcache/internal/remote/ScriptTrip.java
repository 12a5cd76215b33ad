/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.internal.remote.Batcher.Call;
import io.tiercel.jcache.internal.remote.ScriptCall.Common;
import io.tiercel.jcache.shaded.redisson.client.RedisException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One run of a script for one caller, or for several who write an entry each with nearly the same
 * arguments: the server then reads the epochs and the script's head once for all of them. Each
 * write is decided alone, and what fails for one is not the others' fault.
 *
 * @param call what the server runs
 * @param riders who wait for it
 */
record ScriptTrip(ScriptCall call, List<Call<ScriptCall, List<Object>>> riders) {
  /** The most bytes of arguments that travel for several. */
  private static final int MOST_BYTES = 1 << 16;

  /** Returns the runs that some calls take together. */
  static List<ScriptTrip> of(List<Call<ScriptCall, List<Object>>> calls) {
    if (calls.size() == 1) {
      return List.of(new ScriptTrip(calls.get(0).question(), calls));
    }
    List<ScriptTrip> trips = new ArrayList<>();
    Map<Object, List<Call<ScriptCall, List<Object>>>> byKind = new LinkedHashMap<>();
    for (Call<ScriptCall, List<Object>> call : calls) {
      Common common = call.question().common();
      if (common == null || call.question().ownBytes() > MOST_BYTES) {
        trips.add(new ScriptTrip(call.question(), List.of(call)));
      } else {
        byKind.computeIfAbsent(common.kind(), kind -> new ArrayList<>()).add(call);
      }
    }
    byKind.values().forEach(riders -> addAll(trips, riders));
    return trips;
  }

  private static void addAll(List<ScriptTrip> trips, List<Call<ScriptCall, List<Object>>> riders) {
    int start = 0;
    long bytes = 0;
    for (int i = 0; i < riders.size(); i++) {
      long own = riders.get(i).question().ownBytes();
      if (i > start && bytes + own > MOST_BYTES) {
        trips.add(together(riders.subList(start, i)));
        start = i;
        bytes = 0;
      }
      bytes += own;
    }
    trips.add(together(riders.subList(start, riders.size())));
  }

  private static ScriptTrip together(List<Call<ScriptCall, List<Object>>> riders) {
    ScriptCall first = riders.get(0).question();
    return riders.size() == 1
        ? new ScriptTrip(first, riders)
        : new ScriptTrip(first.with(riders.stream().map(Call::question).toList()), riders);
  }

  /** Gives each rider what the server replied to it. */
  void answer(List<Object> reply) {
    if (riders.size() == 1) {
      riders.get(0).answer().complete(reply);
      return;
    }
    WriteReply replies = new WriteReply(reply);
    for (int i = 0; i < riders.size(); i++) {
      if (replies.failed(i)) {
        String why = new String(replies.entry(i), StandardCharsets.UTF_8);
        riders.get(i).answer().completeExceptionally(new RedisException(why));
      } else {
        riders.get(i).answer().complete(replies.alone(i));
      }
    }
  }

  /** Fails each rider. */
  void fail(Throwable failure) {
    riders.forEach(rider -> rider.answer().completeExceptionally(failure));
  }
}
