/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.shaded.redisson.api.BatchOptions;
import io.tiercel.jcache.shaded.redisson.api.RBatch;
import io.tiercel.jcache.shaded.redisson.api.RFuture;
import io.tiercel.jcache.shaded.redisson.api.RScript.Mode;
import io.tiercel.jcache.shaded.redisson.api.RScript.ReturnType;
import io.tiercel.jcache.shaded.redisson.api.RedissonClient;
import io.tiercel.jcache.shaded.redisson.client.RedisException;
import io.tiercel.jcache.shaded.redisson.client.RedisNoScriptException;
import io.tiercel.jcache.shaded.redisson.client.codec.ByteArrayCodec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

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
   * One trip.
   */
  CompletionStage<List<Object>> run(ScriptCall call) {
    return once(call)
        .exceptionallyCompose(
            failure ->
                isUnknownScript(failure)
                    ? load(call).thenCompose(loaded -> once(call))
                    : CompletableFuture.failedFuture(failure));
  }

  /** Tells whether a server did not run a script because it does not know it, or not any more. */
  static boolean isUnknownScript(Throwable failure) {
    return failure instanceof RedisNoScriptException
        || (failure.getCause() != null && isUnknownScript(failure.getCause()));
  }

  private CompletionStage<List<Object>> once(ScriptCall call) {
    RBatch batch =
        client.createBatch(BatchOptions.defaults().retryAttempts(0).sync(wanted, patience));
    RFuture<List<Object>> reply =
        batch
            .getScript(ByteArrayCodec.INSTANCE)
            .evalAsync(
                Mode.READ_WRITE,
                call.script().text(),
                ReturnType.LIST,
                call.keys(),
                call.arguments().toArray());
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

  private CompletionStage<String> load(ScriptCall call) {
    String key = String.valueOf(call.keys().get(0));
    return client.getScript(ByteArrayCodec.INSTANCE).scriptLoadAsync(key, call.script().text());
  }
}
