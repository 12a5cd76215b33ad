/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal;

import io.tiercel.cdi.PlanResolver;
import io.tiercel.cdi.TenantResolver;
import io.tiercel.cdi.internal.limit.LimitedMethods;
import io.tiercel.cdi.internal.operation.CacheCalls;
import io.tiercel.cdi.internal.operation.CacheOperation;
import io.tiercel.cdi.internal.operation.OperationCatalog;
import io.tiercel.cdi.internal.operation.OperationCompiler;
import io.tiercel.cdi.internal.tenant.CurrentTenant;
import io.tiercel.cdi.internal.tenant.HeaderTenantResolver;
import io.tiercel.cdi.internal.transaction.CommitBoundary;
import io.tiercel.jcache.config.TiercelSettings;
import io.tiercel.ratelimit.RateLimiters;
import io.tiercel.tenant.TenantCaches;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import javax.cache.CacheManager;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the beans of the extension while an application runs.
 *
 * @param manager the application's cache manager
 * @param caches its caches by tenant
 * @param calls what annotated methods and entities do to them
 * @param catalog the annotated methods
 * @param limits the limited methods
 */
record CacheRuntime(
    CacheManager manager,
    TenantCaches caches,
    CacheCalls calls,
    OperationCatalog catalog,
    LimitedMethods limits)
    implements AnnotatedCalls {

  /**
   * Compiles the annotated methods of an application.
   *
   * @throws DeploymentException naming every fault of the annotations
   */
  static CacheRuntime of(
      CacheManager manager, List<AnnotatedType<?>> types, BeanManager beans, ClassLoader loader) {
    TiercelSettings settings = manager.unwrap(TiercelSettings.class);
    TenantCaches caches = TenantCaches.of(manager);
    Instance<Object> instances = beans.createInstance();
    var tenants = new CurrentTenant(resolver(instances, settings));
    var calls = new CacheCalls(caches, settings, tenants, CommitBoundary.ofServer(loader));
    var generators = new KeyGenerators(instances);
    var compiler = new OperationCompiler(calls::isShared, generators::get);
    types.forEach(compiler::compile);
    var limits =
        new LimitedMethods(
            settings.application().rateLimit(),
            RateLimiters.of(manager),
            tenants,
            plans(instances));
    List<String> problems = new ArrayList<>(compiler.problems());
    problems.addAll(limits.compile(types));
    if (!problems.isEmpty()) {
      throw new DeploymentException(Messages.problems(problems));
    }
    return new CacheRuntime(manager, caches, calls, compiler.catalog(), limits);
  }

  @Override
  public @Nullable Object around(InvocationContext call) throws Exception {
    CacheOperation operation = catalog.find(call.getMethod());
    return operation == null ? call.proceed() : operation.around(call, calls);
  }

  EntityChanges entityChanges() {
    return new EntityChanges(calls);
  }

  TiercelSettings settings() {
    return manager.unwrap(TiercelSettings.class);
  }

  RateLimiters limiters() {
    return RateLimiters.of(manager);
  }

  LimitedCalls limitedCalls() {
    return new LimitedCalls() {
      @Override
      public void intercept(Method method, boolean several) {
        limits.intercept(method, several);
      }

      @Override
      public void judge(Class<?> type, Method method) {
        limits.judge(type, method);
      }
    };
  }

  private static PlanResolver plans(Instance<Object> instances) {
    Instance<PlanResolver> own = instances.select(PlanResolver.class);
    return own.isUnsatisfied() ? caller -> null : own.get();
  }

  private static TenantResolver resolver(Instance<Object> instances, TiercelSettings settings) {
    Instance<TenantResolver> own = instances.select(TenantResolver.class);
    return own.isUnsatisfied()
        ? new HeaderTenantResolver(settings.application().tenantHeader())
        : own.get();
  }
}
