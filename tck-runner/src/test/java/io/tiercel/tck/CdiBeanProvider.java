/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tck;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import javax.cache.CacheManager;
import javax.cache.annotation.BeanProvider;
import manager.CacheNameOnEachMethodBlogManagerImpl;
import manager.ClassLevelCacheConfigBlogManagerImpl;
import manager.UsingDefaultCacheNameBlogManagerImpl;

/**
 * Gives the TCK its annotated classes as beans of a Jakarta container, where our extension has
 * found them. The TCK keeps one provider for all its tests, and some between them close the default
 * cache manager: then a new container opens it again.
 */
public final class CdiBeanProvider implements BeanProvider {
  private SeContainer container = start();

  @Override
  public <T> T getBeanByType(Class<T> type) {
    if (container.select(CacheManager.class).get().isClosed()) {
      container.close();
      container = start();
    }
    return container.select(type).get();
  }

  private static SeContainer start() {
    return SeContainerInitializer.newInstance()
        .addBeanClasses(
            CacheNameOnEachMethodBlogManagerImpl.class,
            ClassLevelCacheConfigBlogManagerImpl.class,
            UsingDefaultCacheNameBlogManagerImpl.class,
            OneTenant.class)
        .initialize();
  }
}
