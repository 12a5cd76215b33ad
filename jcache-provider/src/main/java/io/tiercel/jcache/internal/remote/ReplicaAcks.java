/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.shaded.redisson.api.BatchOptions;
import io.tiercel.jcache.shaded.redisson.api.RBatch;
import io.tiercel.jcache.shaded.redisson.api.RFuture;
import io.tiercel.jcache.shaded.redisson.api.RScriptAsync;
import io.tiercel.jcache.shaded.redisson.api.RedissonClient;
import io.tiercel.jcache.shaded.redisson.client.RedisException;
import io.tiercel.jcache.shaded.redisson.client.codec.ByteArrayCodec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Runs scripts that are done only when so many replicas have what they changed: WAIT travels behind
 * the script, on the same connection, which is taken until the replicas have answered. Safe for
 * many threads.
 */
final class ReplicaAcks {
  private final RedissonClient client;
  private final int wanted;
  private final Duration patience;

  /**
   * Prepares the way.
   *
   * @param wanted the replicas that must have a change, 0 for none
   * @param timeout the longest wait for an answer; replicas have two thirds of it, so that what is
   *     said is that they are late, not that the server is
   */
  ReplicaAcks(RedissonClient client, int wanted, Duration timeout) {
    this.client = client;
    this.wanted = wanted;
    this.patience = timeout.multipliedBy(2).dividedBy(3);
  }

  /** Tells whether replicas must have what a script changes. */
  boolean isWanted(LuaScript script) {
    return wanted > 0 && script.isKept();
  }

  /** Tells whether replicas must have anything. */
  boolean isWanted() {
    return wanted > 0;
  }

  /**
   * Runs a script; the answer is a failure where it ran and too few replicas have what it changed.
   * One trip, two where the server has not seen the script.
   */
  CompletableFuture<List<Object>> run(ScriptCall call) {
    return BorrowedThread.use(
        () ->
            once(batch -> call.byName(batch))
                .exceptionallyCompose(
                    failure ->
                        ScriptCall.isUnknown(failure)
                            ? once(batch -> call.byText(batch))
                            : CompletableFuture.failedFuture(failure))
                .toCompletableFuture());
  }

  private CompletionStage<List<Object>> once(Function<RScriptAsync, RFuture<List<Object>>> run) {
    RBatch batch =
        client.createBatch(BatchOptions.defaults().retryAttempts(0).sync(wanted, patience));
    RFuture<List<Object>> reply = run.apply(batch.getScript(ByteArrayCodec.INSTANCE));
    return batch
        .executeAsync()
        .thenCompose(
            done -> {
              if (done.getSyncedSlaves() < wanted) {
                throw new RedisException(
                    Messages.unacknowledged(done.getSyncedSlaves(), wanted, patience));
              }
              return reply;
            });
  }
}
