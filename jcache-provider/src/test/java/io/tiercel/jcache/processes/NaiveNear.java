/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.processes;

import io.tiercel.jcache.RedisProbe;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import javax.cache.Cache;

/**
 * What L1 would be without its rules, to prove that the checker sees it: copies are put in without
 * a token, a clear moves no generation, and messages are sent after the write.
 */
final class NaiveNear implements InvocationHandler {
  private static final String ALL = "*";

  private final Cache<String, Long> remote;
  private final Map<String, Long> copies = new ConcurrentHashMap<>();
  private final String self;
  private final String channel;
  private final RedisProbe publisher;
  private final RedisProbe subscriber;

  private NaiveNear(Cache<String, Long> remote, int node, int port) {
    this.remote = remote;
    this.self = node + " ";
    this.channel = "naive:" + remote.getName();
    this.publisher = new RedisProbe(port);
    this.subscriber = new RedisProbe(port);
    subscriber.call("SUBSCRIBE", channel);
    Thread listener = new Thread(this::listen, "naive-" + channel);
    listener.setDaemon(true);
    listener.start();
  }

  /** Puts copies before a cache that has none. */
  @SuppressWarnings("unchecked") // a proxy of the one interface
  static Cache<String, Long> before(Cache<String, Long> remote, int node, int port) {
    return (Cache<String, Long>)
        Proxy.newProxyInstance(
            NaiveNear.class.getClassLoader(),
            new Class<?>[] {Cache.class},
            new NaiveNear(remote, node, port));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    return switch (method.getName()) {
      case "get" -> get((String) arguments[0]);
      case "getAll" -> getAll((Set<?>) arguments[0]);
      case "clear" -> {
        remote.clear();
        copies.clear();
        publish(ALL);
        yield null;
      }
      case "put" -> {
        remote.put((String) arguments[0], (Long) arguments[1]);
        copies.put((String) arguments[0], (Long) arguments[1]);
        publish((String) arguments[0]);
        yield null;
      }
      default -> {
        Object answer = delegate(method, arguments);
        if (arguments != null && arguments.length > 0 && arguments[0] instanceof String key) {
          copies.remove(key);
          publish(key);
        }
        yield answer;
      }
    };
  }

  private Long get(String key) {
    Long copy = copies.get(key);
    if (copy != null) {
      return copy;
    }
    Long value = remote.get(key);
    if (value != null) {
      LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(300_000));
      copies.put(key, value);
    }
    return value;
  }

  private Map<String, Long> getAll(Set<?> keys) {
    Map<String, Long> found = new HashMap<>();
    for (Object key : keys) {
      Long value = get((String) key);
      if (value != null) {
        found.put((String) key, value);
      }
    }
    return found;
  }

  private Object delegate(Method method, Object... arguments) throws Throwable {
    try {
      return method.invoke(remote, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private synchronized void publish(String key) {
    publisher.call("PUBLISH", channel, self + key);
  }

  private void listen() {
    while (true) {
      String message = subscriber.message();
      String key = message.substring(message.indexOf(' ') + 1);
      if (message.startsWith(self)) {
        continue;
      }
      if (key.equals(ALL)) {
        copies.clear();
      } else {
        copies.remove(key);
      }
    }
  }
}
