/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks;

import io.tiercel.cdi.TenantResolver;
import io.tiercel.cdi.internal.TiercelExtension;
import io.tiercel.tenant.TenantCaches;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.annotation.CacheResult;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A hit in L1 through an annotated method of a bean on Weld, beside what it comes down to: the call
 * of the cache, and an intercepted call.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls open() first.
public class AnnotatedReadBenchmark {
  private static final String TENANT = "acme";

  private final String[] keys = Contacts.keys();
  private SeContainer container;
  private Queries queries;
  private Plain plain;
  private Cache<Object, Object> cache;

  /** Where one thread is in the keys. */
  @State(Scope.Thread)
  public static class Position {
    private int index;

    int next() {
      index = Contacts.after(index);
      return index;
    }
  }

  /** Boots the container and fills the cache. */
  @Setup(Level.Trial)
  public void open() {
    System.setProperty("tiercel.l1.max-entries", Integer.toString(2 * keys.length));
    container =
        SeContainerInitializer.newInstance()
            .disableDiscovery()
            .addExtensions(new TiercelExtension())
            .addBeanClasses(Queries.class, Plain.class, Empty.class, OneTenant.class)
            .initialize();
    queries = container.select(Queries.class).get();
    plain = container.select(Plain.class).get();
    cache = container.select(TenantCaches.class).get().cache(TENANT, "contacts");
    String[] values = Contacts.values();
    for (int i = 0; i < keys.length; i++) {
      cache.put(keys[i], values[i]);
    }
  }

  /** Closes the container. */
  @TearDown(Level.Trial)
  public void close() {
    container.close();
    System.clearProperty("tiercel.l1.max-entries");
  }

  /** The call beneath. */
  @Benchmark
  public @Nullable Object cacheGet(Position position) {
    return cache.get(keys[position.next()]);
  }

  /** The call of a bean that nobody intercepts. */
  @Benchmark
  public String plainBean(Position position) {
    return plain.contact(keys[position.next()]);
  }

  /** The call of a bean whose interceptor does nothing: what Weld takes for it. */
  @Benchmark
  public String interceptedBean(Position position) {
    return plain.intercepted(keys[position.next()]);
  }

  /** The call of an application. */
  @Benchmark
  public String annotatedHit(Position position) {
    return queries.contact(keys[position.next()]);
  }

  /** A bean whose answers are cached. */
  @ApplicationScoped
  public static class Queries {
    /** Answers a contact; never called, since all are cached. */
    @CacheResult(cacheName = "contacts")
    public String contact(String id) {
      throw new IllegalStateException("a miss: id=" + id);
    }
  }

  /** A bean without annotations of caches. */
  @ApplicationScoped
  public static class Plain {
    /** Answers what it is given. */
    public String contact(String id) {
      return id;
    }

    /** Answers what it is given, intercepted. */
    @Intercepted
    public String intercepted(String id) {
      return id;
    }
  }

  /** Binds the interceptor that does nothing. */
  @InterceptorBinding
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Intercepted {}

  /** The interceptor that does nothing. */
  @Intercepted
  @Interceptor
  @Priority(Interceptor.Priority.APPLICATION)
  public static class Empty {
    /**
     * Runs the call.
     *
     * @throws Exception whatever the method throws
     */
    @AroundInvoke
    public Object around(InvocationContext call) throws Exception {
      return call.proceed();
    }
  }

  /** The tenant of all calls. */
  @ApplicationScoped
  public static class OneTenant implements TenantResolver {
    @Override
    public String findTenant() {
      return TENANT;
    }
  }
}
