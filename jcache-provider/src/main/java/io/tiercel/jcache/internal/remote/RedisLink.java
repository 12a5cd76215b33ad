/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.config.RemoteSettings;
import io.tiercel.jcache.internal.tier.TierClock;
import io.tiercel.jcache.internal.tier.TierFailure;
import io.tiercel.jcache.shaded.redisson.api.RFuture;
import io.tiercel.jcache.shaded.redisson.api.RScript.Mode;
import io.tiercel.jcache.shaded.redisson.api.RScript.ReturnType;
import io.tiercel.jcache.shaded.redisson.api.RTopic;
import io.tiercel.jcache.shaded.redisson.api.RedissonClient;
import io.tiercel.jcache.shaded.redisson.api.listener.StatusListener;
import io.tiercel.jcache.shaded.redisson.api.options.KeysScanOptions;
import io.tiercel.jcache.shaded.redisson.client.RedisClient;
import io.tiercel.jcache.shaded.redisson.client.RedisException;
import io.tiercel.jcache.shaded.redisson.client.codec.ByteArrayCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One manager's way to Redis: commands that end in bounded time. A command that fails, or has no
 * answer in time, is a {@link TierFailure}. Safe for many threads.
 */
final class RedisLink implements AutoCloseable, Wire {
  private static final String TIME = "return redis.call('TIME')";
  private static final Duration FIRST_CONNECTION = Duration.ofSeconds(3);
  private static final int SCAN_PAGE = 500;

  private final RedissonClient client;
  private final RemoteCommands commands;
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
    this.commands = isCluster() ? new ClusterCommands(client, timeout) : new RedisPipeline(client);
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
   * Returns the values of some keys, and maybe of others; those that have none are not in the
   * answer. One trip, which it may share with the reads of other threads.
   */
  Map<String, byte[]> get(Collection<String> keys) {
    return await(() -> commands.get(keys));
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
    CompletableFuture<?> unused = commands.run(call).exceptionally(failure -> List.of());
  }

  /** Runs some scripts, in no order. One trip to each server. */
  List<List<Object>> runAll(List<ScriptCall> calls) {
    return calls.isEmpty() ? List.of() : await(() -> start(calls));
  }

  /**
   * Runs some scripts as {@link #runAll(List)} does. Where there is no answer after half of the
   * time, others ask what became of them: the client does not notice that a connection is gone
   * while it waits for an answer. Whichever answer comes first counts. Nobody asks where replicas
   * must have the change: that the master has it does not tell that they do.
   *
   * @param again what asks
   * @param found whether its answer tells anything
   */
  List<List<Object>> runAll(
      List<ScriptCall> calls,
      Supplier<List<ScriptCall>> again,
      Predicate<List<List<Object>>> found) {
    if (acks.isWanted()) {
      return runAll(calls);
    }
    Duration half = timeout.dividedBy(2);
    return await(
        () -> {
          CompletableFuture<List<List<Object>>> first = start(calls);
          try {
            return within(half, first);
          } catch (TimeoutException e) {
            CompletableFuture<List<List<Object>>> second =
                start(again.get()).thenCompose(replies -> telling(replies, found));
            return within(half, first.applyToEither(second, answer -> answer));
          }
        });
  }

  /** Returns an answer that tells something; another never comes. */
  private static <T> CompletableFuture<T> telling(T answer, Predicate<T> tells) {
    return tells.test(answer)
        ? CompletableFuture.completedFuture(answer)
        : new CompletableFuture<>();
  }

  private CompletableFuture<List<List<Object>>> start(List<ScriptCall> calls) {
    var replies = calls.stream().map(this::start).toList();
    return CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new))
        .thenApply(done -> replies.stream().map(CompletableFuture::join).toList());
  }

  /** Returns the keys that match a pattern, as they come. One trip for each page of 500. */
  Iterator<String> scan(String pattern) {
    Iterator<String> keys =
        BorrowedThread.use(
            () ->
                circuit.call(
                    () ->
                        client
                            .getKeys()
                            .getKeys(
                                KeysScanOptions.defaults().pattern(pattern).chunkSize(SCAN_PAGE))
                            .iterator()));
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return BorrowedThread.use(() -> circuit.call(keys::hasNext));
      }

      @Override
      public String next() {
        return keys.next();
      }
    };
  }

  @Override
  public void subscribe(String channel, Subscriber subscriber) {
    RTopic topic = topic(channel);
    topic.removeAllListeners();
    topic.addListener(
        new StatusListener() {
          @Override
          public void onSubscribe(String name) {
            subscriber.began();
          }

          @Override
          public void onUnsubscribe(String name) {
            subscriber.ended();
          }
        });
    topic.addListener(byte[].class, (name, message) -> subscriber.heard(message));
  }

  @Override
  public void publish(String channel, byte[] message) {
    BorrowedThread.use(() -> topic(channel).publishAsync(message).exceptionally(failure -> 0L));
  }

  /** Beats on a channel of a cluster, without waiting, and whether or not anybody hears it. */
  void beat(String channel, String command) {
    beatAsync(channel, command).exceptionally(failure -> List.of());
  }

  /** Tells whether the server that has a channel's slot has sharded channels. One trip. */
  boolean tellsSharded(String channel) {
    return (Long) await(() -> beatAsync(channel, "").toCompletableFuture()).get(0) == 1;
  }

  private RFuture<List<Object>> beatAsync(String channel, String command) {
    ScriptCall call = ScriptCall.of(LuaScript.BEAT, List.of(), channel, command);
    return BorrowedThread.use(
        () ->
            client
                .getScript(ByteArrayCodec.INSTANCE)
                .evalAsync(
                    channel,
                    Mode.READ_WRITE,
                    call.script().text(),
                    ReturnType.LIST,
                    call.keys(),
                    call.arguments().toArray()));
  }

  /** Returns the master of a cluster that has the slot of a name, as far as is known, or null. */
  @Nullable RedisClient owner(String name) {
    return ClusterCommands.owner(client, name);
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
              answer(() -> within(timeout, acks.run(probe)));
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

  private RTopic topic(String channel) {
    return client.getTopic(channel, ByteArrayCodec.INSTANCE);
  }

  private boolean measure() {
    long asked = clock.millis();
    List<Object> time = time();
    long micros = number(time.get(1));
    clock.measured(number(time.get(0)) * 1000 + micros / 1000, asked, clock.millis());
    return true;
  }

  private List<Object> time() {
    return client.getScript(ByteArrayCodec.INSTANCE).eval(Mode.READ_ONLY, TIME, ReturnType.LIST);
  }

  private List<Object> run(ScriptCall call) {
    return await(() -> start(call));
  }

  private CompletableFuture<List<Object>> start(ScriptCall call) {
    return acks.isWanted(call.script()) ? acks.run(call) : commands.run(call);
  }

  private <T> T await(Supplier<CompletableFuture<T>> command) {
    return await(
        () -> {
          CompletableFuture<T> answer = command.get();
          try {
            return within(timeout, answer);
          } finally {
            answer.cancel(false); // it does not leave any more, if it has not
          }
        });
  }

  /** A wait for an answer. */
  private interface Wait<T> {
    T end() throws InterruptedException, TimeoutException, ExecutionException;
  }

  private static <T> T within(Duration limit, CompletableFuture<T> answer)
      throws InterruptedException, TimeoutException, ExecutionException {
    return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  private <T> T await(Wait<T> wait) {
    awaitFirstConnection();
    return circuit.call(() -> answer(wait));
  }

  private <T> T answer(Wait<T> wait) {
    try {
      return wait.end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedisException(Messages.interrupted(), e);
    } catch (TimeoutException e) {
      throw new RedisException(Messages.noAnswer(timeout), e);
    } catch (ExecutionException e) {
      throw new RedisException(String.valueOf(e.getCause()), e.getCause());
    }
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
