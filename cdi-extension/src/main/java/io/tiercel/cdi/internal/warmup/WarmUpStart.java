/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.warmup;

import io.tiercel.jcache.config.TiercelSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * Begins the warm-up when the application is there, on the server's executor or, where there is
 * none, on a thread of our own; ends it with the application.
 */
@ApplicationScoped
public class WarmUpStart {
  private static final String EXECUTOR = "java:comp/DefaultManagedScheduledExecutorService";

  private @Nullable ScheduledExecutorService own;

  /** Creates the bean; the CDI container does. */
  public WarmUpStart() {}

  void start(
      @Observes @Initialized(ApplicationScoped.class) Object event,
      WarmUpRun run,
      TiercelSettings settings) {
    if (!run.isEmpty()) {
      run.start(executor());
      run.await(settings.application().warmUpWait());
    }
  }

  void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event, WarmUpRun run) {
    run.stop();
    ScheduledExecutorService started = own;
    if (started != null) {
      started.shutdownNow();
    }
  }

  @SuppressWarnings("BanJNDI") // a constant name in the server's own name space
  private ScheduledExecutorService executor() {
    try {
      if (InitialContext.doLookup(EXECUTOR) instanceof ScheduledExecutorService managed) {
        return managed;
      }
    } catch (NamingException outsideServer) {
      // A thread of our own does.
    }
    ScheduledExecutorService created =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              var thread = new Thread(task, "tiercel-warm-up");
              thread.setDaemon(true);
              return thread;
            });
    own = created;
    return created;
  }
}
