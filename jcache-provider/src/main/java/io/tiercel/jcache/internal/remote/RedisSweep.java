/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.internal.tier.DropCount;
import io.tiercel.jcache.internal.tier.TierFailure;
import io.tiercel.jcache.shaded.redisson.client.RedisException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Counts the entries of invalidations. One pass over the keys of Redis serves all invalidations
 * that ask until it begins; the next begins a second after its end at the earliest. Nothing runs,
 * and there is no thread, while nobody asks. Safe for many threads.
 */
final class RedisSweep implements AutoCloseable {
  private static final long PAUSE_MILLIS = 1_000;
  private static final int PAGE = 500;

  private final RedisLink link;
  private final ScheduledThreadPoolExecutor thread;
  private final List<CountRequest> waiting = new ArrayList<>();
  private boolean scheduled;
  private long earliestNanos = System.nanoTime();

  RedisSweep(RedisLink link) {
    this.link = link;
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread made = new Thread(task, "tiercel-redis-sweep");
              made.setDaemon(true);
              made.setContextClassLoader(RedisSweep.class.getClassLoader());
              return made;
            });
    thread.setKeepAliveTime(1, TimeUnit.SECONDS);
    thread.allowCoreThreadTimeOut(true);
  }

  /** Returns the count of an invalidation, which is made once somebody asks. */
  DropCount count(CountRequest request) {
    return request.before().length == 0
        ? DropCount.NONE
        : () -> {
          add(request);
          return request.answer();
        };
  }

  private synchronized void add(CountRequest request) {
    if (thread.isShutdown()) {
      request.answer().cancel(false);
      return;
    }
    if (!waiting.contains(request) && !request.answer().isDone()) {
      waiting.add(request);
      schedule();
    }
  }

  private synchronized void schedule() {
    if (!scheduled && !waiting.isEmpty() && !thread.isShutdown()) {
      scheduled = true;
      long delay = Math.max(0, earliestNanos - System.nanoTime());
      var unused = thread.schedule(this::run, delay, TimeUnit.NANOSECONDS);
    }
  }

  private synchronized List<CountRequest> take() {
    List<CountRequest> taken = List.copyOf(waiting);
    waiting.clear();
    return taken;
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // who asked must be told of anything
  private void run() {
    List<CountRequest> requests = take();
    try {
      pass(new CountRequests(requests));
      requests.forEach(request -> request.answer().complete(request.count().get()));
    } catch (TierFailure | RedisException e) {
      var failure = Messages.notCounted(e);
      requests.forEach(request -> request.answer().completeExceptionally(failure));
    } catch (RuntimeException | Error e) {
      requests.forEach(request -> request.answer().completeExceptionally(e));
    } finally {
      again();
    }
  }

  private synchronized void again() {
    scheduled = false;
    earliestNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);
    schedule();
  }

  private void pass(CountRequests requests) {
    Set<String> seen = new HashSet<>();
    Map<String, byte[]> epochs = new HashMap<>();
    Iterator<String> keys = link.scan(RedisKeys.pattern(requests.commonStart()) + '*');
    while (keys.hasNext() && !thread.isShutdown()) {
      Map<String, List<CountRequest>> page = new LinkedHashMap<>();
      while (page.size() < PAGE && keys.hasNext()) {
        String key = keys.next();
        List<CountRequest> reaching = requests.reaching(key);
        if (!reaching.isEmpty() && seen.add(key)) {
          page.put(key, reaching);
        }
      }
      look(page, epochs);
    }
  }

  private void look(Map<String, List<CountRequest>> page, Map<String, byte[]> epochs) {
    Map<String, byte[]> heads = heads(List.copyOf(page.keySet()));
    Set<String> missing = new LinkedHashSet<>();
    page.forEach(
        (key, reaching) ->
            reaching.forEach(request -> missing.addAll(request.epochs().apply(key))));
    heads.forEach(
        (key, head) -> {
          TagSection section = EntryHeader.of(head) == null ? null : TagSection.of(head);
          if (section != null) {
            missing.addAll(section.tags().keys());
          }
        });
    missing.removeAll(epochs.keySet());
    if (!missing.isEmpty()) {
      epochs.putAll(link.get(missing));
    }
    heads.forEach(
        (key, head) ->
            page.getOrDefault(key, List.of())
                .forEach(request -> request.look(key, head, epochs, link.clock())));
  }

  /** Returns headers and tags of entries. One trip. */
  private Map<String, byte[]> heads(List<String> keys) {
    if (keys.isEmpty()) {
      return Map.of();
    }
    List<List<String>> slots =
        link.isCluster() ? keys.stream().map(List::of).toList() : List.of(keys);
    List<Object> found = new ArrayList<>();
    link.runAll(slots.stream().map(slot -> ScriptCall.of(LuaScript.HEADS, slot)).toList())
        .forEach(found::addAll);
    Map<String, byte[]> heads = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      heads.put(keys.get(i), (byte[]) found.get(i));
    }
    return heads;
  }

  @Override
  public synchronized void close() {
    thread.shutdownNow();
    waiting.forEach(request -> request.answer().cancel(false));
    waiting.clear();
  }
}
