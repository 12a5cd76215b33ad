/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tck;

import io.tiercel.cdi.TenantResolver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import javax.cache.annotation.BeanProvider;
import manager.CacheNameOnEachMethodBlogManagerImpl;
import manager.ClassLevelCacheConfigBlogManagerImpl;
import manager.UsingDefaultCacheNameBlogManagerImpl;

/**
 * Gives the TCK its annotated classes as beans of a Jakarta container, where our extension has
 * found them.
 */
public final class WeldBeanProvider implements BeanProvider {
  private static final SeContainer CONTAINER =
      SeContainerInitializer.newInstance()
          .disableDiscovery()
          .addBeanClasses(
              CacheNameOnEachMethodBlogManagerImpl.class,
              ClassLevelCacheConfigBlogManagerImpl.class,
              UsingDefaultCacheNameBlogManagerImpl.class,
              OneTenant.class)
          .initialize();

  /** The TCK knows no tenants; our annotations want one. */
  @ApplicationScoped
  static class OneTenant implements TenantResolver {
    @Override
    public String findTenant() {
      return "tck";
    }
  }

  @Override
  public <T> T getBeanByType(Class<T> type) {
    return CONTAINER.select(type).get();
  }
}
