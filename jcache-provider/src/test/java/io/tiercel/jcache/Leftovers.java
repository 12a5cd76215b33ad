/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.management.ObjectName;

/**
 * What is in this JVM now that was not there when this was made: threads, MBeans, class loaders.
 */
final class Leftovers {
  private final Set<Thread> threads = liveThreads();
  private final Set<ObjectName> beans = beans();
  private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

  /** Remembers a class loader that should go. */
  void expectGone(ClassLoader loader) {
    loaders.add(new WeakReference<>(loader));
  }

  /** Returns what is left, as text; asks for a collection of garbage first. */
  List<String> find() {
    System.gc();
    List<String> left = new ArrayList<>();
    for (Thread thread : liveThreads()) {
      if (!threads.contains(thread) && !isTheTestsOwn(thread)) {
        left.add("thread " + thread.getName());
      }
    }
    for (ObjectName bean : beans()) {
      if (!beans.contains(bean)) {
        left.add("bean " + bean);
      }
    }
    long kept = loaders.stream().filter(loader -> loader.get() != null).count();
    if (kept > 0) {
      left.add("class loaders " + kept);
    }
    return left;
  }

  private static boolean isTheTestsOwn(Thread thread) {
    return thread.getName().startsWith("awaitility");
  }

  private static Set<Thread> liveThreads() {
    return new HashSet<>(Thread.getAllStackTraces().keySet());
  }

  private static Set<ObjectName> beans() {
    return ManagementFactory.getPlatformMBeanServer().queryNames(null, null);
  }
}
