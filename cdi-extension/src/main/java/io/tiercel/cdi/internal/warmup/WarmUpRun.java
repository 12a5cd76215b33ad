/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.warmup;

import io.tiercel.cdi.TenantDirectory;
import io.tiercel.cdi.internal.tenant.ApplicationBeans;
import io.tiercel.jcache.spi.LoadingCache;
import io.tiercel.tenant.TenantCaches;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs all methods that warm caches, tenant by tenant, one at a time. A method is run for a tenant
 * by the node that gets the lease: an entry of the tenant's resource {@code tiercel-warm-up},
 * stored only if absent, that outlives the run and is removed where the run fails.
 */
public final class WarmUpRun {
  private static final System.Logger LOG = System.getLogger(WarmUpRun.class.getName());
  private static final String LEASES = "tiercel-warm-up";

  private final List<WarmUpMethod> methods;
  private final TenantCaches caches;
  private final BeanManager beans;
  private final ApplicationBeans own;
  private final Queue<Step> steps = new ArrayDeque<>();
  private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
  private volatile @Nullable Future<?> later;
  private volatile boolean stopped;
  private int total;

  /** One method for one tenant. */
  private record Step(WarmUpMethod method, String tenant) {}

  /** Prepares a run; nothing begins yet. */
  public WarmUpRun(
      List<WarmUpMethod> methods, TenantCaches caches, BeanManager beans, ApplicationBeans own) {
    this.methods = List.copyOf(methods);
    this.caches = caches;
    this.beans = beans;
    this.own = own;
  }

  /** Tells whether there is nothing to run. */
  public boolean isEmpty() {
    return methods.isEmpty();
  }

  /** Begins the run on the executor, and returns at once. */
  public void start(ScheduledExecutorService executor) {
    executor.execute(() -> begin(executor));
  }

  /** Lets no further step begin, and leaves no task of one to the server. */
  public void stop() {
    stopped = true;
    Future<?> waiting = later;
    if (waiting != null) {
      waiting.cancel(false);
    }
    done.complete(null);
  }

  /** Waits until the run has ended, for a time at most. */
  void await(Duration time) {
    if (time.isZero()) {
      return;
    }
    try {
      done.get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.log(Level.WARNING, Messages.waitedLongEnough(time));
    }
  }

  /** Completes when the run has ended. */
  public CompletionStage<@Nullable Void> done() {
    return done.minimalCompletionStage();
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // the directory is the application's code
  private void begin(ScheduledExecutorService executor) {
    try {
      Collection<String> tenants =
          Objects.requireNonNull(own.find(TenantDirectory.class)).tenants();
      for (String tenant : tenants) {
        methods.forEach(method -> steps.add(new Step(method, tenant)));
      }
      total = steps.size();
      LOG.log(Level.INFO, Messages.started(methods.size(), tenants.size()));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, Messages.noTenants(), e);
    }
    next(executor);
  }

  /** Makes one step, and comes back for the next after its pause; no thread waits meanwhile. */
  private void next(ScheduledExecutorService executor) {
    Step step = stopped ? null : steps.poll();
    if (step == null) {
      done.complete(null);
      return;
    }
    boolean ran = run(step);
    int finished = total - steps.size();
    if (steps.isEmpty() || finished % Math.max(1, total / 10) == 0) {
      LOG.log(Level.INFO, Messages.progress(finished, total));
    }
    if (!stopped) {
      later =
          executor.schedule(
              () -> next(executor),
              ran ? step.method().settings().pauseMillis() : 0,
              TimeUnit.MILLISECONDS);
    }
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // the method is the application's code
  private boolean run(Step step) {
    String name = step.method().name();
    try {
      LoadingCache<Object, Object> leases = caches.cache(step.tenant(), LEASES);
      Duration once = Duration.ofSeconds(step.method().settings().onceInSeconds());
      if (!leases.putIfAbsent(name, true, once)) {
        return false;
      }
      try {
        step.method().run(beans, step.tenant());
      } catch (Exception e) {
        leases.remove(name);
        throw e;
      }
    } catch (Exception e) {
      LOG.log(Level.WARNING, Messages.failed(name, step.tenant()), e);
    }
    return true;
  }
}
