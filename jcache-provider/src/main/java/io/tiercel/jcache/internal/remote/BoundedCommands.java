/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.shaded.redisson.client.RedisException;
import io.tiercel.jcache.shaded.redisson.client.RedisNodeNotFoundException;
import io.tiercel.jcache.shaded.redisson.client.RedisTryAgainException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Commands that are sent at once and have a common time to answer. That a slot moves is no answer:
 * while its keys are on two servers, or the client does not know the server for a moment, nothing
 * was done, and the command is sent again. Not safe for many threads.
 *
 * @param <T> what a command answers
 */
final class BoundedCommands<T> {
  private static final long FIRST_PAUSE_MILLIS = 2;
  private static final long LONGEST_PAUSE_MILLIS = 20;

  private final List<? extends Supplier<? extends CompletionStage<T>>> commands;
  private final Duration timeout;
  private final long deadlineNanos;
  private long pauseMillis = FIRST_PAUSE_MILLIS;

  BoundedCommands(
      List<? extends Supplier<? extends CompletionStage<T>>> commands, Duration timeout) {
    this.commands = commands;
    this.timeout = timeout;
    this.deadlineNanos = System.nanoTime() + timeout.toNanos();
  }

  /**
   * Sends the commands, and returns what they answer, in their order.
   *
   * @throws RedisException if one fails, or has no answer in time
   */
  List<T> replies() {
    List<CompletableFuture<T>> sent = new ArrayList<>();
    commands.forEach(command -> sent.add(command.get().toCompletableFuture()));
    List<T> replies = new ArrayList<>();
    try {
      for (int i = 0; i < sent.size(); i++) {
        replies.add(reply(sent.get(i), commands.get(i)));
      }
      return replies;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedisException(Messages.interrupted(), e);
    } catch (TimeoutException e) {
      throw new RedisException(Messages.noAnswer(timeout), e);
    } catch (ExecutionException e) {
      throw new RedisException(String.valueOf(e.getCause()), e.getCause());
    }
  }

  private static boolean slotMoves(@Nullable Throwable failure) {
    return failure instanceof RedisTryAgainException
        || (failure instanceof RedisNodeNotFoundException
            && String.valueOf(failure.getMessage()).startsWith(Messages.NO_SERVER));
  }

  private T reply(CompletableFuture<T> first, Supplier<? extends CompletionStage<T>> command)
      throws InterruptedException, TimeoutException, ExecutionException {
    CompletableFuture<T> sent = first;
    while (true) {
      try {
        return sent.get(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (ExecutionException e) {
        long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
        if (!slotMoves(e.getCause()) || leftMillis <= pauseMillis) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(pauseMillis);
        pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
        sent = command.get().toCompletableFuture();
      }
    }
  }
}
