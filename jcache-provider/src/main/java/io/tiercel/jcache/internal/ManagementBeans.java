/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal;

import io.tiercel.jcache.internal.monitor.MonitorBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.cache.management.CacheMXBean;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * The MXBeans of a manager's caches, in the platform's server, under the names that JSR-107 gives
 * them; characters that a name cannot hold are dots. Where two caches come to the same name, as
 * those of two applications do, the later one has its own number behind it. Safe for many threads.
 */
final class ManagementBeans {
  private final String manager;
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final Map<Bean, ObjectName> shown = new ConcurrentHashMap<>();
  private @Nullable ObjectName monitor;

  /** One MXBean of one cache. */
  private record Bean(TieredCache<?, ?> cache, String type) {}

  ManagementBeans(URI manager) {
    this.manager = safe(manager.toString());
  }

  /** Shows what the cache's configuration says, and hides the rest. */
  synchronized void show(TieredCache<?, ?> cache) {
    Bean configuration = new Bean(cache, "CacheConfiguration");
    if (cache.configuration().isManagementEnabled()) {
      register(configuration, new ConfigurationBean(cache));
    } else {
      unregister(configuration);
    }
    Bean statistics = new Bean(cache, "CacheStatistics");
    if (cache.configuration().isStatisticsEnabled()) {
      register(statistics, cache.parts().signals().statistics());
    } else {
      unregister(statistics);
    }
  }

  /** Hides all that is shown of a cache. */
  synchronized void hide(TieredCache<?, ?> cache) {
    unregister(new Bean(cache, "CacheConfiguration"));
    unregister(new Bean(cache, "CacheStatistics"));
  }

  /** Shows the manager's tiers and their health. */
  synchronized void show(MonitorBean bean) {
    String name = "io.tiercel:type=CacheMonitor,CacheManager=" + manager;
    try {
      try {
        monitor = server.registerMBean(bean, new ObjectName(name)).getObjectName();
      } catch (InstanceAlreadyExistsException e) {
        String number = Integer.toHexString(System.identityHashCode(this));
        monitor =
            server
                .registerMBean(bean, new ObjectName(name + ",Instance=" + number))
                .getObjectName();
      }
    } catch (JMException e) {
      throw Messages.managementFailed(manager, e);
    }
  }

  /** Hides the manager's tiers. */
  synchronized void hideMonitor() {
    if (monitor != null) {
      unregister(monitor, manager);
      monitor = null;
    }
  }

  private void register(Bean bean, Object shownObject) {
    if (shown.containsKey(bean)) {
      return;
    }
    String cacheName = bean.cache().getName();
    String name =
        "javax.cache:type="
            + bean.type()
            + ",CacheManager="
            + manager
            + ",Cache="
            + safe(cacheName);
    try {
      try {
        put(bean, shownObject, new ObjectName(name));
      } catch (InstanceAlreadyExistsException e) {
        String number = Integer.toHexString(System.identityHashCode(bean.cache()));
        put(bean, shownObject, new ObjectName(name + ",Instance=" + number));
      }
    } catch (JMException e) {
      throw Messages.managementFailed(cacheName, e);
    }
  }

  private void put(Bean bean, Object shownObject, ObjectName name) throws JMException {
    server.registerMBean(shownObject, name);
    shown.put(bean, name);
  }

  private void unregister(Bean bean) {
    ObjectName name = shown.remove(bean);
    if (name != null) {
      unregister(name, bean.cache().getName());
    }
  }

  private void unregister(ObjectName name, String subject) {
    try {
      server.unregisterMBean(name);
    } catch (InstanceNotFoundException e) {
      // somebody else unregistered it, which is what was wanted
      return;
    } catch (JMException e) {
      throw Messages.managementFailed(subject, e);
    }
  }

  private static String safe(String name) {
    return name.replaceAll("[,:=\"*?\\n]", ".");
  }

  /**
   * A cache's configuration as JMX shows it.
   *
   * @param cache the cache
   */
  public record ConfigurationBean(TieredCache<?, ?> cache) implements CacheMXBean {
    @Override
    public String getKeyType() {
      return cache.configuration().getKeyType().getName();
    }

    @Override
    public String getValueType() {
      return cache.configuration().getValueType().getName();
    }

    @Override
    public boolean isReadThrough() {
      return cache.configuration().isReadThrough();
    }

    @Override
    public boolean isWriteThrough() {
      return cache.configuration().isWriteThrough();
    }

    @Override
    public boolean isStoreByValue() {
      return cache.configuration().isStoreByValue();
    }

    @Override
    public boolean isStatisticsEnabled() {
      return cache.configuration().isStatisticsEnabled();
    }

    @Override
    public boolean isManagementEnabled() {
      return cache.configuration().isManagementEnabled();
    }
  }
}
