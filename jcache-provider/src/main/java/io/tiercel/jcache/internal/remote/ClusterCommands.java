/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import static java.util.stream.Collectors.groupingBy;

import io.tiercel.jcache.internal.remote.Batcher.Call;
import io.tiercel.jcache.shaded.redisson.Redisson;
import io.tiercel.jcache.shaded.redisson.api.RScriptAsync;
import io.tiercel.jcache.shaded.redisson.api.RedissonClient;
import io.tiercel.jcache.shaded.redisson.client.RedisClient;
import io.tiercel.jcache.shaded.redisson.client.RedisNodeNotFoundException;
import io.tiercel.jcache.shaded.redisson.client.RedisTryAgainException;
import io.tiercel.jcache.shaded.redisson.client.codec.ByteArrayCodec;
import io.tiercel.jcache.shaded.redisson.connection.MasterSlaveEntry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Commands to the servers of a cluster, one for each slot, since each may have to follow its slot.
 * Those of one slot that wait for each other travel together, as they do to one server. That a slot
 * moves is no answer: while its keys are on two servers, or the client does not know the server for
 * a moment, nothing was done, and the command is sent again; what travelled together then goes on
 * alone, since fewer keys are sooner on one server.
 */
final class ClusterCommands implements RemoteCommands {
  private static final long FIRST_PAUSE_MILLIS = 2;
  private static final long LONGEST_PAUSE_MILLIS = 20;
  private static final int UNDER_WAY = 2;

  private final RedissonClient client;
  private final RScriptAsync scripts;
  private final Duration timeout;
  private final ConcurrentMap<Integer, Lane> lanes = new ConcurrentHashMap<>();

  /** What waits for each other of one slot. */
  private record Lane(
      Batcher<Collection<String>, Map<String, byte[]>> reads,
      Batcher<ScriptCall, List<Object>> runs) {}

  /**
   * Prepares the way.
   *
   * @param timeout for how long a command is sent again
   */
  ClusterCommands(RedissonClient client, Duration timeout) {
    this.client = client;
    this.scripts = client.getScript(ByteArrayCodec.INSTANCE);
    this.timeout = timeout;
  }

  /** Returns the master that has the slot of a name, as far as is known, or null. */
  static @Nullable RedisClient owner(RedissonClient client, String name) {
    MasterSlaveEntry entry =
        ((Redisson) client)
            .getCommandExecutor()
            .getConnectionManager()
            .getWriteEntry(Slots.of(name));
    return entry == null ? null : entry.getClient();
  }

  @Override
  public CompletableFuture<Map<String, byte[]>> get(Collection<String> keys) {
    List<CompletableFuture<Map<String, byte[]>>> bySlot =
        keys.stream().collect(groupingBy(Slots::of)).entrySet().stream()
            .map(slot -> lane(slot.getKey()).reads().call(slot.getValue()))
            .toList();
    CompletableFuture<Map<String, byte[]>> all =
        CompletableFuture.allOf(bySlot.toArray(CompletableFuture[]::new))
            .thenApply(
                done -> {
                  Map<String, byte[]> found = new HashMap<>();
                  bySlot.forEach(part -> found.putAll(part.join()));
                  return found;
                });
    var unused = all.whenComplete((found, failure) -> bySlot.forEach(part -> part.cancel(false)));
    return all;
  }

  @Override
  public CompletableFuture<List<Object>> run(ScriptCall call) {
    return lane(Slots.of(String.valueOf(call.keys().get(0)))).runs().call(call);
  }

  private Lane lane(int slot) {
    return lanes.computeIfAbsent(
        slot,
        made ->
            new Lane(
                new Batcher<>(UNDER_WAY, BorrowedThread::use, this::readTogether),
                new Batcher<>(UNDER_WAY, BorrowedThread::use, this::runTogether)));
  }

  private CompletionStage<Void> readTogether(
      List<Call<Collection<String>, Map<String, byte[]>>> calls) {
    if (calls.size() == 1) {
      return readAlone(calls.get(0));
    }
    Set<String> keys = new LinkedHashSet<>();
    calls.forEach(call -> keys.addAll(call.question()));
    return together(
        read(keys),
        found -> calls.forEach(call -> call.answer().complete(found)),
        () -> calls.stream().map(this::readAlone));
  }

  private CompletionStage<Void> readAlone(Call<Collection<String>, Map<String, byte[]>> call) {
    return send(() -> read(call.question())).thenAccept(call.answer()::complete);
  }

  private CompletionStage<Void> runTogether(List<Call<ScriptCall, List<Object>>> calls) {
    return all(ScriptTrip.of(calls).stream().map(this::run));
  }

  private CompletionStage<Void> run(ScriptTrip trip) {
    if (trip.riders().size() == 1) {
      return runAlone(trip.riders().get(0));
    }
    return together(
        trip.call().byNameOrText(scripts, scripts),
        trip::answer,
        () -> trip.riders().stream().map(this::runAlone));
  }

  private CompletionStage<Void> runAlone(Call<ScriptCall, List<Object>> call) {
    return send(() -> call.question().byNameOrText(scripts, scripts))
        .handle(
            (reply, failure) -> {
              if (failure == null) {
                call.answer().complete(reply);
              } else {
                call.answer().completeExceptionally(ScriptCall.cause(failure));
              }
              return null;
            });
  }

  /** Takes what came back to those who travelled together, or lets them go on alone. */
  private static <T> CompletionStage<Void> together(
      CompletionStage<T> sent, Consumer<T> answers, Supplier<Stream<CompletionStage<Void>>> alone) {
    return sent.thenAccept(answers)
        .exceptionallyCompose(
            failure ->
                slotMoves(ScriptCall.cause(failure))
                    ? all(alone.get())
                    : CompletableFuture.failedFuture(ScriptCall.cause(failure)));
  }

  private static CompletionStage<Void> all(Stream<CompletionStage<Void>> parts) {
    return CompletableFuture.allOf(
        parts.map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new));
  }

  private CompletionStage<Map<String, byte[]>> read(Collection<String> ofOneSlot) {
    String first = ofOneSlot.iterator().next();
    return owner(client, first) == null
        ? CompletableFuture.failedFuture(
            new RedisNodeNotFoundException(Messages.noServer(Slots.of(first))))
        : client.getBuckets(ByteArrayCodec.INSTANCE).getAsync(ofOneSlot.toArray(String[]::new));
  }

  private <T> CompletionStage<T> send(Supplier<CompletionStage<T>> command) {
    return send(command, FIRST_PAUSE_MILLIS, System.nanoTime() + timeout.toNanos());
  }

  private <T> CompletionStage<T> send(
      Supplier<CompletionStage<T>> command, long pauseMillis, long deadlineNanos) {
    return command
        .get()
        .exceptionallyCompose(
            failure -> {
              Throwable cause = ScriptCall.cause(failure);
              if (!slotMoves(cause) || System.nanoTime() - deadlineNanos >= 0) {
                return CompletableFuture.failedFuture(cause);
              }
              long next = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
              return pause(pauseMillis).thenCompose(over -> send(command, next, deadlineNanos));
            });
  }

  private static boolean slotMoves(Throwable failure) {
    return failure instanceof RedisTryAgainException
        || (failure instanceof RedisNodeNotFoundException
            && String.valueOf(failure.getMessage()).startsWith(Messages.NO_SERVER));
  }

  private CompletionStage<Boolean> pause(long millis) {
    CompletableFuture<Boolean> over = new CompletableFuture<>();
    ((Redisson) client)
        .getCommandExecutor()
        .getServiceManager()
        .newTimeout(unused -> over.complete(true), millis, TimeUnit.MILLISECONDS);
    return over;
  }
}
