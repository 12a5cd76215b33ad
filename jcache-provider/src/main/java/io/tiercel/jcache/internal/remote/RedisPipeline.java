/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.internal.remote.Batcher.Call;
import io.tiercel.jcache.shaded.redisson.Redisson;
import io.tiercel.jcache.shaded.redisson.api.BatchOptions;
import io.tiercel.jcache.shaded.redisson.api.RBatch;
import io.tiercel.jcache.shaded.redisson.api.RScriptAsync;
import io.tiercel.jcache.shaded.redisson.api.RedissonClient;
import io.tiercel.jcache.shaded.redisson.client.codec.ByteArrayCodec;
import io.tiercel.jcache.shaded.redisson.client.protocol.RedisCommands;
import io.tiercel.jcache.shaded.redisson.command.CommandAsyncExecutor;
import java.util.Collection;
import java.util.HashMap;
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
final class RedisPipeline implements RemoteCommands {
  private static final int READS_UNDER_WAY = 2;
  private static final int SCRIPTS_UNDER_WAY = 2;

  private final RedissonClient client;
  private final CommandAsyncExecutor commands;
  private final RScriptAsync scripts;
  private final Batcher<Collection<String>, Map<String, byte[]>> reads;
  private final Batcher<ScriptCall, List<Object>> runs;
  private volatile boolean connected;

  RedisPipeline(RedissonClient client) {
    this.client = client;
    this.commands = ((Redisson) client).getCommandExecutor();
    this.scripts = client.getScript(ByteArrayCodec.INSTANCE);
    this.reads = new Batcher<>(READS_UNDER_WAY, this::depart, this::read);
    this.runs = new Batcher<>(SCRIPTS_UNDER_WAY, this::depart, this::evaluate);
  }

  /**
   * Calls leave on the thread that writes to the connection: they need not be handed to it, and
   * netty remembers nothing on the threads of callers. Until the first answer the client may have
   * to connect, which blocks, so it is the caller who waits.
   */
  private void depart(Runnable calls) {
    if (connected) {
      commands.getServiceManager().getGroup().execute(calls);
    } else {
      BorrowedThread.use(calls);
    }
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
    Object[] keys = keys(calls);
    return commands
        .<List<Object>, List<Object>>readAsync(
            String.valueOf(keys[0]), ByteArrayCodec.INSTANCE, RedisCommands.MGET, keys)
        .thenAccept(
            values -> {
              connected = true;
              Map<String, byte[]> found = found(keys, values);
              calls.forEach(call -> call.answer().complete(found));
            });
  }

  private static Object[] keys(List<Call<Collection<String>, Map<String, byte[]>>> calls) {
    if (calls.size() == 1) {
      return calls.get(0).question().toArray();
    }
    int most = calls.stream().mapToInt(call -> call.question().size()).sum();
    Set<String> keys = new HashSet<>(2 * most);
    calls.forEach(call -> keys.addAll(call.question()));
    return keys.toArray();
  }

  private static Map<String, byte[]> found(Object[] keys, List<Object> values) {
    Map<String, byte[]> found = new HashMap<>(2 * keys.length);
    for (int i = 0; i < keys.length; i++) {
      if (values.get(i) instanceof byte[] bytes) {
        found.put((String) keys[i], bytes);
      }
    }
    return found;
  }

  private CompletionStage<Void> evaluate(List<Call<ScriptCall, List<Object>>> calls) {
    List<ScriptTrip> trips = ScriptTrip.of(calls);
    if (trips.size() == 1) {
      return answer(trips.get(0), scripts);
    }
    RBatch batch = client.createBatch(BatchOptions.defaults().retryAttempts(0));
    RScriptAsync pipeline = batch.getScript(ByteArrayCodec.INSTANCE);
    CompletableFuture<?>[] answered =
        trips.stream()
            .map(trip -> answer(trip, pipeline).toCompletableFuture())
            .toArray(CompletableFuture[]::new);
    return batch
        .executeAsync()
        .handle((done, failure) -> failure)
        .thenCompose(failure -> CompletableFuture.allOf(answered));
  }

  /**
   * Runs a script by its name, and, where the server has not seen it or has forgotten it, by its
   * text; puts what it replies into its answers.
   */
  private CompletionStage<Void> answer(ScriptTrip trip, RScriptAsync way) {
    return trip.call()
        .byNameOrText(way, scripts)
        .handle(
            (reply, failure) -> {
              if (failure == null) {
                connected = true;
                trip.answer(reply);
              } else {
                trip.fail(ScriptCall.cause(failure));
              }
              return null;
            });
  }
}
