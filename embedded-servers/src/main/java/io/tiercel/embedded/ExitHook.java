/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.embedded;

/** An action that runs when the JVM ends, unless it was released before. */
final class ExitHook {
  private final Thread thread;

  private ExitHook(Thread thread) {
    this.thread = thread;
  }

  static ExitHook register(String name, Runnable action) {
    Thread thread = new Thread(action, "tiercel-" + name + "-exit");
    Runtime.getRuntime().addShutdownHook(thread);
    return new ExitHook(thread);
  }

  void release() {
    try {
      Runtime.getRuntime().removeShutdownHook(thread);
    } catch (IllegalStateException ending) {
      // The JVM is ending: the hook runs, and finds nothing left to do.
      return;
    }
  }
}
