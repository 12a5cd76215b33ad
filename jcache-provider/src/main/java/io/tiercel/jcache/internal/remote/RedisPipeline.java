/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.internal.remote.Batcher.Call;
import io.tiercel.jcache.shaded.redisson.api.BatchOptions;
import io.tiercel.jcache.shaded.redisson.api.RBatch;
import io.tiercel.jcache.shaded.redisson.api.RScript.Mode;
import io.tiercel.jcache.shaded.redisson.api.RScript.ReturnType;
import io.tiercel.jcache.shaded.redisson.api.RScriptAsync;
import io.tiercel.jcache.shaded.redisson.api.RedissonClient;
import io.tiercel.jcache.shaded.redisson.client.RedisNoScriptException;
import io.tiercel.jcache.shaded.redisson.client.codec.ByteArrayCodec;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * The commands of one manager on their way to Redis: reads that wait for each other travel in one
 * MGET, scripts in one pipeline. Safe for many threads.
 */
final class RedisPipeline {
  private static final int READS_UNDER_WAY = 2;
  private static final int SCRIPTS_UNDER_WAY = 8;

  private final RedissonClient client;
  private final Batcher<Collection<String>, Map<String, byte[]>> reads =
      new Batcher<>(READS_UNDER_WAY, this::read);
  private final Batcher<ScriptCall, List<Object>> scripts =
      new Batcher<>(SCRIPTS_UNDER_WAY, this::evaluate);

  RedisPipeline(RedissonClient client) {
    this.client = client;
  }

  /** Returns the values of some keys and, maybe, of others; those that have none are left out. */
  CompletableFuture<Map<String, byte[]>> get(Collection<String> keys) {
    return reads.call(keys);
  }

  /** Runs a script. */
  CompletableFuture<List<Object>> run(ScriptCall call) {
    return scripts.call(call);
  }

  private CompletionStage<Void> read(List<Call<Collection<String>, Map<String, byte[]>>> calls) {
    Set<String> keys = new HashSet<>();
    calls.forEach(call -> keys.addAll(call.question()));
    return client
        .getBuckets(ByteArrayCodec.INSTANCE)
        .<byte[]>getAsync(keys.toArray(String[]::new))
        .thenAccept(found -> calls.forEach(call -> call.answer().complete(found)));
  }

  private CompletionStage<Void> evaluate(List<Call<ScriptCall, List<Object>>> calls) {
    if (calls.size() == 1) {
      Call<ScriptCall, List<Object>> call = calls.get(0);
      return eval(call.question()).thenAccept(call.answer()::complete);
    }
    RBatch batch = client.createBatch(BatchOptions.defaults().retryAttempts(0));
    RScriptAsync scripts = batch.getScript(ByteArrayCodec.INSTANCE);
    CompletableFuture<?>[] answered =
        calls.stream().map(call -> answer(call, scripts)).toArray(CompletableFuture[]::new);
    return batch
        .executeAsync()
        .handle((done, failure) -> failure)
        .thenCompose(failure -> CompletableFuture.allOf(answered));
  }

  /** Puts a script into a batch, and its reply, when there is one, into its answer. */
  private CompletableFuture<?> answer(Call<ScriptCall, List<Object>> call, RScriptAsync batch) {
    ScriptCall script = call.question();
    return batch
        .<List<Object>>evalShaAsync(
            Mode.READ_WRITE,
            script.script().sha(),
            ReturnType.LIST,
            script.keys(),
            script.arguments().toArray())
        .exceptionallyCompose(failure -> again(script, failure))
        .handle(
            (reply, failure) ->
                failure == null
                    ? call.answer().complete(reply)
                    : call.answer().completeExceptionally(cause(failure)))
        .toCompletableFuture();
  }

  /** Runs a script whose text the server has not seen; no other failure is tried again. */
  private CompletionStage<List<Object>> again(ScriptCall script, Throwable failure) {
    return cause(failure) instanceof RedisNoScriptException
        ? eval(script)
        : CompletableFuture.failedFuture(cause(failure));
  }

  private CompletionStage<List<Object>> eval(ScriptCall call) {
    return client
        .getScript(ByteArrayCodec.INSTANCE)
        .evalAsync(
            Mode.READ_WRITE,
            call.script().text(),
            ReturnType.LIST,
            call.keys(),
            call.arguments().toArray());
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
