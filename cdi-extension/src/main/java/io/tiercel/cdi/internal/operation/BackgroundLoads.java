/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import io.tiercel.cdi.TenantContext;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * Where annotated methods run while nobody waits for them: on the server's executor or, where there
 * is none, on two threads of our own, none while there is nothing to do. They run for the tenant of
 * the call that began it, in a request context of their own and outside its transaction. Safe for
 * many threads.
 */
public final class BackgroundLoads {
  private static final String EXECUTOR = "java:comp/DefaultManagedExecutorService";
  private static final int THREADS = 2;
  private static final int IDLE_SECONDS = 5;

  private final Instance<Object> beans;
  private final ClassLoader loader;
  private @Nullable Executor own;

  /** Prepares the threads of an application; none starts yet. */
  public BackgroundLoads(Instance<Object> beans, ClassLoader loader) {
    this.beans = beans;
    this.loader = loader;
  }

  /** Returns the executor of a tenant, null for what all tenants share. */
  Executor of(@Nullable String tenant) {
    return task -> executor().execute(() -> run(tenant, task));
  }

  @SuppressWarnings("BanJNDI") // a constant name in the server's own name space
  private Executor executor() {
    try {
      if (InitialContext.doLookup(EXECUTOR) instanceof Executor managed) {
        return managed;
      }
    } catch (NamingException outsideServer) {
      // Threads of our own do.
    }
    return ownThreads();
  }

  private synchronized Executor ownThreads() {
    Executor made = own;
    if (made == null) {
      ThreadPoolExecutor threads =
          new ThreadPoolExecutor(
              THREADS,
              THREADS,
              IDLE_SECONDS,
              TimeUnit.SECONDS,
              new LinkedBlockingQueue<>(),
              task -> {
                Thread thread = new Thread(task, "tiercel-load");
                thread.setDaemon(true);
                thread.setContextClassLoader(loader);
                return thread;
              });
      threads.allowCoreThreadTimeOut(true);
      made = threads;
      own = made;
    }
    return made;
  }

  private void run(@Nullable String tenant, Runnable task) {
    RequestContextController request = beans.select(RequestContextController.class).get();
    boolean activated = request.activate();
    try {
      runAs(tenant, task);
    } finally {
      if (activated) {
        request.deactivate();
      }
    }
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // a task throws nothing that is checked
  private static void runAs(@Nullable String tenant, Runnable task) {
    if (tenant == null) {
      task.run();
      return;
    }
    try {
      TenantContext.<@Nullable Object>callAs(tenant, Executors.callable(task));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
