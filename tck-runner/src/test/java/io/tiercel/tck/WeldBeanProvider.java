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
import org.jspecify.annotations.Nullable;

/**
 * Gives the TCK its annotated classes as beans of a Jakarta container, where our extension has
 * found them. Each provider has a container of its own: tests between them close the cache manager
 * that the last one used.
 */
public final class WeldBeanProvider implements BeanProvider {
  private static @Nullable SeContainer latest;

  private final SeContainer container;

  /** Starts the container; the TCK makes one provider for each test. */
  public WeldBeanProvider() {
    this.container = restart();
  }

  @Override
  public <T> T getBeanByType(Class<T> type) {
    return container.select(type).get();
  }

  private static synchronized SeContainer restart() {
    if (latest != null) {
      latest.close();
    }
    latest =
        SeContainerInitializer.newInstance()
            .addBeanClasses(
                CacheNameOnEachMethodBlogManagerImpl.class,
                ClassLevelCacheConfigBlogManagerImpl.class,
                UsingDefaultCacheNameBlogManagerImpl.class,
                OneTenant.class)
            .initialize();
    return latest;
  }

  /** The TCK knows no tenants; our annotations want one. */
  @ApplicationScoped
  static class OneTenant implements TenantResolver {
    @Override
    public String findTenant() {
      return "tck";
    }
  }
}
