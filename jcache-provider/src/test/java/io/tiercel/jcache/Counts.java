/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.cache.Cache;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What a cache's statistics MXBean says. */
record Counts(long hits, long misses, long puts, long removals) {
  static final Counts NONE = new Counts(0, 0, 0, 0);

  static Counts of(Cache<?, ?> cache) {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    try {
      String name = cache.getName().replaceAll("[,:=\"*?\\n]", ".");
      Set<ObjectName> found =
          server.queryNames(
              new ObjectName("javax.cache:type=CacheStatistics,Cache=" + name + ",*"), null);
      if (found.size() != 1) {
        throw new AssertionError("statistics of cache '" + cache.getName() + "': " + found);
      }
      ObjectName bean = found.iterator().next();
      return new Counts(
          (Long) server.getAttribute(bean, "CacheHits"),
          (Long) server.getAttribute(bean, "CacheMisses"),
          (Long) server.getAttribute(bean, "CachePuts"),
          (Long) server.getAttribute(bean, "CacheRemovals"));
    } catch (JMException e) {
      throw new AssertionError(e);
    }
  }

  static Counts hits(long number) {
    return new Counts(number, 0, 0, 0);
  }

  static Counts misses(long number) {
    return new Counts(0, number, 0, 0);
  }

  static Counts puts(long number) {
    return new Counts(0, 0, number, 0);
  }

  static Counts removals(long number) {
    return new Counts(0, 0, 0, number);
  }

  Counts and(Counts other) {
    return new Counts(
        hits + other.hits, misses + other.misses, puts + other.puts, removals + other.removals);
  }
}
