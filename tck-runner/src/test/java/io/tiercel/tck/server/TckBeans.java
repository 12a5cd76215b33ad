/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tck.server;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import java.util.List;
import manager.CacheNameOnEachMethodBlogManagerImpl;
import manager.ClassLevelCacheConfigBlogManagerImpl;
import manager.UsingDefaultCacheNameBlogManagerImpl;

/**
 * Makes beans of the TCK's annotated classes. They have no scope, and the beans.xml beside them
 * names no discovery mode: since CDI 4 that finds classes with a scope alone.
 */
public class TckBeans implements Extension {
  /** Creates the extension; the CDI container does. */
  public TckBeans() {}

  void add(@Observes BeforeBeanDiscovery event) {
    List.of(
            CacheNameOnEachMethodBlogManagerImpl.class,
            ClassLevelCacheConfigBlogManagerImpl.class,
            UsingDefaultCacheNameBlogManagerImpl.class)
        .forEach(type -> event.addAnnotatedType(type, type.getName()));
  }
}
