/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import static java.util.stream.Collectors.groupingBy;

import io.tiercel.jcache.config.RemoteSettings;
import io.tiercel.jcache.internal.tier.TierClock;
import io.tiercel.jcache.internal.tier.TierFailure;
import io.tiercel.jcache.shaded.redisson.Redisson;
import io.tiercel.jcache.shaded.redisson.api.RFuture;
import io.tiercel.jcache.shaded.redisson.api.RScript;
import io.tiercel.jcache.shaded.redisson.api.RScript.Mode;
import io.tiercel.jcache.shaded.redisson.api.RScript.ReturnType;
import io.tiercel.jcache.shaded.redisson.api.RScriptAsync;
import io.tiercel.jcache.shaded.redisson.api.RTopic;
import io.tiercel.jcache.shaded.redisson.api.RedissonClient;
import io.tiercel.jcache.shaded.redisson.api.options.KeysScanOptions;
import io.tiercel.jcache.shaded.redisson.client.RedisClient;
import io.tiercel.jcache.shaded.redisson.client.RedisNodeNotFoundException;
import io.tiercel.jcache.shaded.redisson.client.codec.ByteArrayCodec;
import io.tiercel.jcache.shaded.redisson.connection.MasterSlaveEntry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One manager's way to Redis: commands that end in bounded time. A command that fails, or has no
 * answer in time, is a {@link TierFailure}. Safe for many threads.
 */
final class RedisLink implements AutoCloseable {
  private static final String TIME = "return redis.call('TIME')";
  private static final Duration FIRST_CONNECTION = Duration.ofSeconds(3);
  private static final int SCAN_PAGE = 500;

  private final RedissonClient client;
  private final RedisCircuit circuit;
  private final RedisClock clock;
  private final Duration timeout;
  private final ReplicaAcks acks;
  private final ScriptCall probe;
  private final CompletableFuture<Boolean> firstConnection = new CompletableFuture<>();

  RedisLink(RedissonClient client, RemoteSettings settings, TierClock ownClock) {
    this.client = client;
    this.circuit =
        new RedisCircuit(
            RedisClients.describe(settings.servers()), ownClock, settings.minReplicasAck() > 0);
    this.clock = new RedisClock(ownClock);
    this.timeout = settings.timeout();
    this.acks = new ReplicaAcks(client, settings.minReplicasAck(), timeout);
    this.probe =
        ScriptCall.of(LuaScript.LOCK, List.of(RedisKeys.probe(settings.keyPrefix())), "1", "1000");
  }

  RedisClock clock() {
    return clock;
  }

  /** Tells whether calls fail without being made, so that the watch must see when to end that. */
  boolean isCut() {
    return circuit.isOpen();
  }

  /**
   * Tries whether the server does again what it refused: once for each tick of the watch.
   *
   * @throws TierFailure if it does not
   */
  void tryAgain() {
    if (circuit.refusals().mayBeOver()) {
      run(probe);
      circuit.refusals().over();
    }
  }

  /** What the server refuses though it answers. */
  RedisRefusals refusals() {
    return circuit.refusals();
  }

  /** Tells whether keys lie in slots, and a script must keep to one of them. */
  boolean isCluster() {
    return client.getConfig().isClusterConfig();
  }

  /**
   * Returns the values of some keys; those that have none are not in the answer. One trip to each
   * server; in a cluster one command for each slot, since each may have to follow its slot.
   */
  Map<String, byte[]> get(Collection<String> keys) {
    if (!isCluster()) {
      String[] names = keys.toArray(String[]::new);
      return await(() -> client.getBuckets(ByteArrayCodec.INSTANCE).getAsync(names));
    }
    Map<Integer, List<String>> bySlot = keys.stream().collect(groupingBy(Slots::of));
    List<Supplier<CompletionStage<Map<String, byte[]>>>> commands = new ArrayList<>();
    for (List<String> group : bySlot.values()) {
      commands.add(() -> getAsync(group));
    }
    Map<String, byte[]> found = new HashMap<>();
    awaitAll(commands).forEach(found::putAll);
    return found;
  }

  private CompletionStage<Map<String, byte[]>> getAsync(List<String> ofOneSlot) {
    if (owner(ofOneSlot.get(0)) == null) {
      return CompletableFuture.failedFuture(
          new RedisNodeNotFoundException(Messages.noServer(Slots.of(ofOneSlot.get(0)))));
    }
    return client.getBuckets(ByteArrayCodec.INSTANCE).getAsync(ofOneSlot.toArray(String[]::new));
  }

  /**
   * Runs a script. One trip, two when the server sees the script for the first time.
   *
   * @param arguments texts and bytes
   */
  List<Object> run(LuaScript script, List<String> keys, Object... arguments) {
    return run(ScriptCall.of(script, keys, arguments));
  }

  /** Runs a script without waiting for its end, and whether or not it comes to one. */
  void send(ScriptCall call) {
    eval(script(), call).exceptionally(failure -> List.of());
  }

  /** Runs some scripts, in no order, without waiting between them. */
  List<List<Object>> runAll(List<ScriptCall> calls) {
    List<Supplier<CompletionStage<List<Object>>>> commands = new ArrayList<>();
    for (ScriptCall call : calls) {
      commands.add(() -> sent(call));
    }
    return awaitAll(commands);
  }

  /** Returns the keys that match a pattern, as they come. One trip for each page of 500. */
  Iterator<String> scan(String pattern) {
    Iterator<String> keys =
        circuit.call(
            () ->
                client
                    .getKeys()
                    .getKeys(KeysScanOptions.defaults().pattern(pattern).chunkSize(SCAN_PAGE))
                    .iterator());
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return circuit.call(keys::hasNext);
      }

      @Override
      public String next() {
        return keys.next();
      }
    };
  }

  /** Returns a channel. */
  RTopic topic(String channel) {
    return client.getTopic(channel, ByteArrayCodec.INSTANCE);
  }

  /** Tells the subscribers of a channel, without waiting, and whether or not anybody hears it. */
  void publish(String channel, byte[] message) {
    topic(channel).publishAsync(message).exceptionally(failure -> 0L);
  }

  /** Beats on a channel of a cluster, without waiting, and whether or not anybody hears it. */
  void beat(String channel, String command) {
    beatAsync(channel, command).exceptionally(failure -> List.of());
  }

  /** Tells whether the server that has a channel's slot has sharded channels. One trip. */
  boolean tellsSharded(String channel) {
    return (Long) await(() -> beatAsync(channel, "")).get(0) == 1;
  }

  private RFuture<List<Object>> beatAsync(String channel, String command) {
    ScriptCall call = ScriptCall.of(LuaScript.BEAT, List.of(), channel, command);
    return script()
        .evalAsync(
            channel,
            Mode.READ_WRITE,
            call.script().text(),
            ReturnType.LIST,
            call.keys(),
            call.arguments().toArray());
  }

  /** Returns the master of a cluster that has the slot of a name, as far as is known, or null. */
  @Nullable RedisClient owner(String name) {
    MasterSlaveEntry entry =
        ((Redisson) client)
            .getCommandExecutor()
            .getConnectionManager()
            .getWriteEntry(Slots.of(name));
    return entry == null ? null : entry.getClient();
  }

  /**
   * Measures the server's clock, which also shows that the server answers. Called by the watch
   * alone, so it may take as long as connecting takes.
   */
  void measureClock() {
    try {
      circuit.probe(
          () -> {
            if (!firstConnection.isDone()) {
              time(); // the first answer tells little: it takes as long as connecting takes
            }
            if (acks.isWanted()) {
              Supplier<CompletionStage<List<Object>>> written = () -> acks.run(probe);
              inTime(List.of(written));
            }
            return measure();
          });
      firstConnection.complete(true);
    } catch (TierFailure e) {
      firstConnection.complete(false);
      throw e;
    }
  }

  @Override
  public void close() {
    client.shutdown(0, 1, TimeUnit.SECONDS);
  }

  private boolean measure() {
    long asked = clock.millis();
    List<Object> time = time();
    long micros = number(time.get(1));
    clock.measured(number(time.get(0)) * 1000 + micros / 1000, asked, clock.millis());
    return true;
  }

  private List<Object> time() {
    return script().eval(Mode.READ_ONLY, TIME, ReturnType.LIST);
  }

  private List<Object> run(ScriptCall call) {
    return await(() -> sent(call));
  }

  private CompletionStage<List<Object>> sent(ScriptCall call) {
    return acks.isWanted(call.script()) ? acks.run(call) : eval(script(), call);
  }

  private static RFuture<List<Object>> eval(RScriptAsync scripts, ScriptCall call) {
    return scripts.evalAsync(
        Mode.READ_WRITE,
        call.script().text(),
        ReturnType.LIST,
        call.keys(),
        call.arguments().toArray());
  }

  private RScript script() {
    return client.getScript(ByteArrayCodec.INSTANCE);
  }

  private <T> T await(Supplier<? extends CompletionStage<T>> command) {
    return awaitAll(List.of(command)).get(0);
  }

  private <T> List<T> awaitAll(List<? extends Supplier<? extends CompletionStage<T>>> commands) {
    awaitFirstConnection();
    return circuit.call(() -> inTime(commands));
  }

  private <T> List<T> inTime(List<? extends Supplier<? extends CompletionStage<T>>> commands) {
    return new BoundedCommands<>(commands, timeout).replies();
  }

  /** The very first command waits for the connection; once it stands, or failed, none does. */
  private void awaitFirstConnection() {
    if (firstConnection.isDone()) {
      return;
    }
    try {
      firstConnection.get(FIRST_CONNECTION.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      firstConnection.complete(false);
    }
  }

  private static long number(Object reply) {
    return reply instanceof byte[] digits
        ? Long.parseLong(new String(digits, StandardCharsets.US_ASCII))
        : Long.parseLong(String.valueOf(reply));
  }
}
