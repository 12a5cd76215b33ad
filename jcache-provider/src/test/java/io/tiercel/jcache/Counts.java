/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.management.CacheStatisticsMXBean;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What a cache's statistics MXBean says. */
record Counts(long hits, long misses, long puts, long removals) {
  static final Counts NONE = new Counts(0, 0, 0, 0);

  static Counts of(Cache<?, ?> cache) {
    CacheStatisticsMXBean bean = bean(cache);
    return new Counts(
        bean.getCacheHits(), bean.getCacheMisses(), bean.getCachePuts(), bean.getCacheRemovals());
  }

  /** Returns the MXBean, through JMX. */
  static CacheStatisticsMXBean bean(Cache<?, ?> cache) {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    try {
      String manager = safe(cache.getCacheManager().getURI().toString());
      String name = manager + ",Cache=" + safe(cache.getName());
      Set<ObjectName> found =
          server.queryNames(
              new ObjectName("javax.cache:type=CacheStatistics,CacheManager=" + name + ",*"), null);
      if (found.size() != 1) {
        throw new AssertionError("statistics of cache '" + cache.getName() + "': " + found);
      }
      return JMX.newMXBeanProxy(server, found.iterator().next(), CacheStatisticsMXBean.class);
    } catch (JMException e) {
      throw new AssertionError(e);
    }
  }

  private static String safe(String name) {
    return name.replaceAll("[,:=\"*?\n]", ".");
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
