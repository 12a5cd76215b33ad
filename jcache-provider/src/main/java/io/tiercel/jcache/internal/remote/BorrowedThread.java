/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.function.Supplier;

/**
 * The client's work on a thread of the application or of its server. Netty remembers things on each
 * thread that calls it, and with them the class loader that it came with: a server that takes the
 * application away, and keeps its threads, would keep all of the application's classes. So a thread
 * is left as it was found. Costs no round trip. Safe for many threads.
 */
final class BorrowedThread {
  private BorrowedThread() {}

  /** Does some work; what netty remembers of it on this thread is forgotten. */
  static <T> T use(Supplier<T> work) {
    if (Thread.currentThread() instanceof FastThreadLocalThread || FastThreadLocal.size() > 0) {
      return work.get(); // it is netty's own, or somebody else's netty is at home here
    }
    try {
      return work.get();
    } finally {
      FastThreadLocal.removeAll();
    }
  }

  /** Does some work; what netty remembers of it on this thread is forgotten. */
  static void use(Runnable work) {
    Object unused =
        use(
            () -> {
              work.run();
              return Boolean.TRUE;
            });
  }
}
