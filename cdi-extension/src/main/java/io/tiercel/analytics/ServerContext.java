/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import jakarta.enterprise.concurrent.ContextService;
import java.util.function.UnaryOperator;

/**
 * The server's means to run a task in the context of the thread that asked for it. Apart from what
 * uses it, which must load where there is no Jakarta Concurrency.
 */
final class ServerContext implements UnaryOperator<Runnable> {
  private final ContextService contexts;

  /**
   * Creates it.
   *
   * @param lent the {@link ContextService} that the server lent
   */
  ServerContext(Object lent) {
    contexts = (ContextService) lent;
  }

  @Override
  public Runnable apply(Runnable task) {
    return contexts.createContextualProxy(task, Runnable.class);
  }
}
