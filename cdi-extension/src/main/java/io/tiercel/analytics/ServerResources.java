/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.UnaryOperator;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * What a server lends to an application, found by name on a thread of the application. Outside a
 * server there is nothing.
 */
final class ServerResources {
  private static final String CONTEXTS = "java:comp/DefaultContextService";
  private static final String EXECUTOR = "java:comp/DefaultManagedScheduledExecutorService";

  /** Returns a resource, or null if there is none of that name and type. */
  @SuppressWarnings("BanJNDI") // constant names in the server's own name space
  <T> @Nullable T find(String name, Class<T> type) {
    try {
      Object found = InitialContext.doLookup(name);
      return type.isInstance(found) ? type.cast(found) : null;
    } catch (NamingException absent) {
      return null;
    }
  }

  /** Returns the server's executor, which carries the application's context, or one of our own. */
  Executor executor() {
    ScheduledExecutorService managed = find(EXECUTOR, ScheduledExecutorService.class);
    if (managed != null) {
      Object contexts = find(CONTEXTS, Object.class);
      return new Executor(
          managed, false, contexts == null ? task -> task : new ServerContext(contexts));
    }
    return new Executor(
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              var thread = new Thread(task, "tiercel-analytics");
              thread.setDaemon(true);
              return thread;
            }),
        true,
        task -> task);
  }

  /**
   * An executor, and whose it is.
   *
   * @param service runs tasks
   * @param own whether it must be shut down with the application
   * @param context makes a task run in the context of the thread that asks for it, whichever thread
   *     submits the task
   */
  record Executor(ScheduledExecutorService service, boolean own, UnaryOperator<Runnable> context)
      implements AutoCloseable {
    @Override
    public void close() {
      if (own) {
        service.shutdownNow();
      }
    }
  }
}
