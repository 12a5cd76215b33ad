/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal;

import io.tiercel.cdi.PlanResolver;
import io.tiercel.cdi.TenantDirectory;
import io.tiercel.cdi.TenantResolver;
import io.tiercel.cdi.internal.limit.LimitedMethods;
import io.tiercel.cdi.internal.operation.BackgroundLoads;
import io.tiercel.cdi.internal.operation.CacheCalls;
import io.tiercel.cdi.internal.operation.CacheOperation;
import io.tiercel.cdi.internal.operation.CascadeOperation;
import io.tiercel.cdi.internal.operation.OperationCatalog;
import io.tiercel.cdi.internal.operation.OperationCompiler;
import io.tiercel.cdi.internal.operation.TagInvalidation;
import io.tiercel.cdi.internal.tenant.CurrentTenant;
import io.tiercel.cdi.internal.tenant.RequestTenants;
import io.tiercel.cdi.internal.transaction.CommitBoundary;
import io.tiercel.cdi.internal.warmup.WarmUpMethod;
import io.tiercel.cdi.internal.warmup.WarmUpRun;
import io.tiercel.jcache.config.TiercelSettings;
import io.tiercel.jcache.spi.AllowedTypes;
import io.tiercel.monitoring.CacheAnalytics;
import io.tiercel.ratelimit.RateLimiters;
import io.tiercel.tenant.TenantCaches;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.interceptor.InvocationContext;
import java.lang.System.Logger.Level;
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
 * @param tenants names the tenant of a call
 * @param calls what annotated methods and entities do to them
 * @param entityChanges hears of changed entities
 * @param catalog the annotated methods
 * @param limits the limited methods
 * @param warmUp what fills caches after the start
 */
record CacheRuntime(
    CacheManager manager,
    TenantCaches caches,
    CurrentTenant tenants,
    CacheCalls calls,
    EntityChanges entityChanges,
    OperationCatalog catalog,
    LimitedMethods limits,
    WarmUpRun warmUp)
    implements AnnotatedCalls {
  private static final System.Logger LOG = System.getLogger(CacheRuntime.class.getName());

  /**
   * What the extension saw of an application.
   *
   * @param types the types of its managed beans
   * @param beans its beans, those of the server too
   * @param warmUps its methods that fill caches
   * @param problems what is wrong with its injection points
   */
  record Gathered(
      List<AnnotatedType<?>> types,
      List<Bean<?>> beans,
      List<WarmUpMethod> warmUps,
      List<String> problems) {}

  /**
   * Compiles the annotated methods of an application.
   *
   * @throws DeploymentException naming every fault of the annotations
   */
  static CacheRuntime of(
      CacheManager manager, Gathered gathered, BeanManager beans, ClassLoader loader) {
    TiercelSettings settings = manager.unwrap(TiercelSettings.class);
    TenantCaches caches = TenantCaches.of(manager);
    var own = new ApplicationBeans(beans, gathered.beans());
    var tenants = new CurrentTenant(resolver(own, settings));
    var calls =
        new CacheCalls(
            caches,
            settings,
            tenants,
            CommitBoundary.ofServer(loader),
            new BackgroundLoads(beans.createInstance(), loader));
    var compiler = new OperationCompiler(calls::isShared, new ApplicationObjects(own));
    gathered.types().forEach(compiler::compile);
    var limits =
        new LimitedMethods(settings.application(), RateLimiters.of(manager), tenants, plans(own));
    List<String> problems = new ArrayList<>(gathered.problems());
    problems.addAll(compiler.problems());
    problems.addAll(limits.compile(gathered.types()));
    problems.addAll(ResourceLocalUnits.problems(loader));
    gathered.warmUps().forEach(method -> problems.addAll(method.problems()));
    if (!own.has(TenantDirectory.class)) {
      gathered.warmUps().forEach(method -> problems.add(method.withoutDirectory()));
    }
    if (!problems.isEmpty()) {
      throw new DeploymentException(Messages.problems(problems));
    }
    caches.cascades().forEach((resource, dependents) -> logCascade(caches, resource, dependents));
    compiler.warnings().forEach(warning -> LOG.log(Level.WARNING, warning));
    compiler.cachedTypes().forEach(manager.unwrap(AllowedTypes.class)::allow);
    return new CacheRuntime(
        manager,
        caches,
        tenants,
        calls,
        new EntityChanges(calls),
        compiler.catalog(),
        limits,
        new WarmUpRun(gathered.warmUps(), caches, beans, () -> own.find(TenantDirectory.class)));
  }

  @Override
  public Around direct() {
    return this::around;
  }

  @Override
  public @Nullable Object around(InvocationContext call) throws Exception {
    CacheOperation operation = catalog.find(call.getMethod());
    return operation == null ? call.proceed() : operation.around(call, calls);
  }

  @Override
  public @Nullable Object aroundCascade(InvocationContext call) throws Exception {
    CascadeOperation operation = catalog.findCascade(call.getMethod());
    return operation == null ? call.proceed() : operation.around(call, calls);
  }

  @Override
  public @Nullable Object aroundTags(InvocationContext call) throws Exception {
    TagInvalidation operation = catalog.findTags(call.getMethod());
    return operation == null ? call.proceed() : operation.around(call, calls);
  }

  InjectedCaches injectedCaches() {
    return new InjectedCaches(caches, calls);
  }

  RequestTenants requestTenants() {
    return RequestTenants.of(settings().application());
  }

  TiercelSettings settings() {
    return manager.unwrap(TiercelSettings.class);
  }

  private static void logCascade(TenantCaches caches, String resource, List<String> dependents) {
    LOG.log(
        Level.DEBUG,
        () ->
            "cascade "
                + resource
                + " -> "
                + dependents
                + ", reaches "
                + caches.dependentsOf(resource));
  }

  CacheAnalytics analytics() {
    return CacheAnalytics.of(manager);
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

  private static PlanResolver plans(ApplicationBeans beans) {
    PlanResolver own = beans.find(PlanResolver.class);
    return own == null ? caller -> null : own;
  }

  private static TenantResolver resolver(ApplicationBeans beans, TiercelSettings settings) {
    TenantResolver own = beans.find(TenantResolver.class);
    return own == null ? RequestTenants.of(settings.application()) : own;
  }
}
