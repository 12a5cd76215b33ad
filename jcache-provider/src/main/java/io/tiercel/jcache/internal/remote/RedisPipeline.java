/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.internal.remote.Batcher.Call;
import io.tiercel.jcache.shaded.redisson.api.BatchOptions;
import io.tiercel.jcache.shaded.redisson.api.RBatch;
import io.tiercel.jcache.shaded.redisson.api.RScriptAsync;
import io.tiercel.jcache.shaded.redisson.api.RedissonClient;
import io.tiercel.jcache.shaded.redisson.client.codec.ByteArrayCodec;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Commands to one server: reads that wait for each other travel in one MGET, scripts in one
 * pipeline.
 */
final class RedisPipeline implements RedisCommands {
  private static final int READS_UNDER_WAY = 2;
  private static final int SCRIPTS_UNDER_WAY = 8;

  private final RedissonClient client;
  private final RScriptAsync scripts;
  private final Batcher<Collection<String>, Map<String, byte[]>> reads =
      new Batcher<>(READS_UNDER_WAY, this::read);
  private final Batcher<ScriptCall, List<Object>> runs =
      new Batcher<>(SCRIPTS_UNDER_WAY, this::evaluate);

  RedisPipeline(RedissonClient client) {
    this.client = client;
    this.scripts = client.getScript(ByteArrayCodec.INSTANCE);
  }

  @Override
  public CompletableFuture<Map<String, byte[]>> get(Collection<String> keys) {
    return reads.call(keys);
  }

  @Override
  public CompletableFuture<List<Object>> run(ScriptCall call) {
    return runs.call(call);
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
      return answer(calls.get(0), scripts);
    }
    RBatch batch = client.createBatch(BatchOptions.defaults().retryAttempts(0));
    RScriptAsync pipeline = batch.getScript(ByteArrayCodec.INSTANCE);
    CompletableFuture<?>[] answered =
        calls.stream()
            .map(call -> answer(call, pipeline).toCompletableFuture())
            .toArray(CompletableFuture[]::new);
    return batch
        .executeAsync()
        .handle((done, failure) -> failure)
        .thenCompose(failure -> CompletableFuture.allOf(answered));
  }

  /**
   * Runs a script by its name, and, where the server has not seen it or has forgotten it, by its
   * text; puts what it replies into its answer.
   */
  private CompletionStage<Void> answer(Call<ScriptCall, List<Object>> call, RScriptAsync way) {
    return call.question()
        .byNameOrText(way, scripts)
        .handle(
            (reply, failure) ->
                failure == null
                    ? call.answer().complete(reply)
                    : call.answer().completeExceptionally(ScriptCall.cause(failure)))
        .thenAccept(done -> {});
  }
}
