/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import static java.util.stream.Collectors.groupingBy;

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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Commands to the servers of a cluster, one for each slot, since each may have to follow its slot.
 * That a slot moves is no answer: while its keys are on two servers, or the client does not know
 * the server for a moment, nothing was done, and the command is sent again.
 */
final class ClusterCommands implements RemoteCommands {
  private static final long FIRST_PAUSE_MILLIS = 2;
  private static final long LONGEST_PAUSE_MILLIS = 20;

  private final RedissonClient client;
  private final RScriptAsync scripts;
  private final Duration timeout;

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
        keys.stream().collect(groupingBy(Slots::of)).values().stream()
            .map(ofOneSlot -> begin(() -> read(ofOneSlot)))
            .toList();
    return CompletableFuture.allOf(bySlot.toArray(CompletableFuture[]::new))
        .thenApply(
            done -> {
              Map<String, byte[]> found = new HashMap<>();
              bySlot.forEach(part -> found.putAll(part.join()));
              return found;
            });
  }

  @Override
  public CompletableFuture<List<Object>> run(ScriptCall call) {
    return begin(() -> call.byNameOrText(scripts, scripts));
  }

  private CompletionStage<Map<String, byte[]>> read(List<String> ofOneSlot) {
    String first = ofOneSlot.get(0);
    return owner(client, first) == null
        ? CompletableFuture.failedFuture(
            new RedisNodeNotFoundException(Messages.noServer(Slots.of(first))))
        : client.getBuckets(ByteArrayCodec.INSTANCE).getAsync(ofOneSlot.toArray(String[]::new));
  }

  private <T> CompletableFuture<T> begin(Supplier<CompletionStage<T>> command) {
    long deadlineNanos = System.nanoTime() + timeout.toNanos();
    return BorrowedThread.use(
        () -> send(command, FIRST_PAUSE_MILLIS, deadlineNanos).toCompletableFuture());
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
