/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal;

import io.tiercel.analytics.AnalyticsRecording;
import io.tiercel.cdi.WarmUp;
import io.tiercel.cdi.internal.health.ServerHealth;
import io.tiercel.cdi.internal.tenant.CurrentTenant;
import io.tiercel.cdi.internal.tenant.RequestTenants;
import io.tiercel.cdi.internal.warmup.WarmUpMethod;
import io.tiercel.cdi.internal.warmup.WarmUpRun;
import io.tiercel.cdi.internal.warmup.WarmUpStart;
import io.tiercel.jcache.config.TiercelSettings;
import io.tiercel.monitoring.CacheAnalytics;
import io.tiercel.ratelimit.RateLimiters;
import io.tiercel.tenant.TenantCaches;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.Interceptor;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.cache.CacheManager;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import org.jspecify.annotations.Nullable;

/**
 * The portable extension: binds the annotations of JSR-107, compiles the methods that carry them,
 * opens the application's cache manager, and closes it with all that the application opened.
 */
public class TiercelExtension implements Extension {
  private static final String PAYARA = "fish.payara.cdi.jsr107";
  static final List<Class<? extends Annotation>> ANNOTATIONS =
      List.of(CacheResult.class, CachePut.class, CacheRemove.class, CacheRemoveAll.class);

  private final List<AnnotatedType<?>> types = new ArrayList<>();
  private final List<Bean<?>> beans = new ArrayList<>();
  private final List<WarmUpMethod> warmUps = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private @Nullable CacheManager manager;
  private @Nullable ApplicationProviders providers;
  private @Nullable CacheRuntime runtime;

  /** Creates the extension; the CDI container does. */
  public TiercelExtension() {}

  void bind(@Observes BeforeBeanDiscovery event) {
    for (Class<? extends Annotation> annotation : ANNOTATIONS) {
      // JSR-107 marks the members with javax' Nonbinding, which Jakarta CDI does not know.
      event
          .configureInterceptorBinding(annotation)
          .methods()
          .forEach(member -> member.add(Nonbinding.Literal.INSTANCE));
    }
    for (Class<? extends CacheInterceptor> interceptor : CacheInterceptor.ALL) {
      event.addAnnotatedType(interceptor, interceptor.getName());
    }
    event.addAnnotatedType(CascadeInterceptor.class, CascadeInterceptor.class.getName());
    event.addAnnotatedType(TagInterceptor.class, TagInterceptor.class.getName());
    event.addAnnotatedType(CacheInjection.class, CacheInjection.class.getName());
    event.addAnnotatedType(WarmUpStart.class, WarmUpStart.class.getName());
    for (Class<? extends RateLimitInterceptor> interceptor : RateLimitInterceptor.ALL) {
      event.addAnnotatedType(interceptor, interceptor.getName());
    }
    event.addAnnotatedType(AnalyticsRecording.class, AnalyticsRecording.class.getName());
    ServerHealth.addTo(event);
  }

  /**
   * A server may bring interceptors of its own for the same annotations; calls are cached once.
   * What stands at a class is moved to its methods.
   */
  <T> void prepare(
      @Observes
          @WithAnnotations({
            CacheResult.class,
            CachePut.class,
            CacheRemove.class,
            CacheRemoveAll.class
          })
          ProcessAnnotatedType<T> event) {
    if (isOfTheServer(event)) {
      event.veto();
    } else {
      ClassAnnotations.moveToMethods(event);
    }
  }

  /** A server may produce a manager of its own; the application's is the one that is injected. */
  <T> void choose(@Observes @WithAnnotations(Produces.class) ProcessAnnotatedType<T> event) {
    if (isOfTheServer(event)) {
      event.veto();
    }
  }

  private static boolean isOfTheServer(ProcessAnnotatedType<?> event) {
    return event.getAnnotatedType().getJavaClass().getPackageName().equals(PAYARA);
  }

  void gather(@Observes ProcessManagedBean<?> event) {
    AnnotatedType<?> type = event.getAnnotatedBeanClass();
    if (!type.isAnnotationPresent(Interceptor.class)) {
      types.add(type);
      type.getMethods().stream()
          .filter(method -> method.isAnnotationPresent(WarmUp.class))
          .forEach(
              method ->
                  warmUps.add(
                      new WarmUpMethod(
                          event.getBean(),
                          method.getJavaMember(),
                          method.getAnnotation(WarmUp.class))));
    }
  }

  void see(@Observes ProcessBean<?> event) {
    beans.add(event.getBean());
  }

  void check(@Observes ProcessInjectionPoint<?, ?> event) {
    CacheInjection.problemOf(event.getInjectionPoint()).ifPresent(problems::add);
  }

  void addBeans(@Observes AfterBeanDiscovery event) {
    addBean(event, CacheManager.class, CacheRuntime::manager);
    addBean(event, TenantCaches.class, CacheRuntime::caches);
    addBean(event, CacheAnalytics.class, CacheRuntime::analytics);
    addBean(event, AnnotatedCalls.class, running -> running);
    addFinalBean(event, InjectedCaches.class, CacheRuntime::injectedCaches);
    addFinalBean(event, WarmUpRun.class, CacheRuntime::warmUp);
    addBean(event, LimitedCalls.class, CacheRuntime::limitedCalls);
    addBean(event, RateLimiters.class, CacheRuntime::limiters);
    addFinalBean(event, EntityChanges.class, CacheRuntime::entityChanges);
    addFinalBean(event, CurrentTenant.class, CacheRuntime::tenants);
    addFinalBean(event, RequestTenants.class, CacheRuntime::requestTenants);
    addFinalBean(event, TiercelSettings.class, CacheRuntime::settings);
  }

  void start(@Observes AfterDeploymentValidation event, BeanManager beanManager) {
    ClassLoader loader = applicationLoader();
    CacheManager opened = ApplicationProviders.of(loader).getCacheManager(null, loader);
    // Thrown, not added to the event: OpenWebBeans would tell its log alone what the problem is.
    try {
      runtime =
          CacheRuntime.of(
              opened,
              new CacheRuntime.Gathered(types, beans, warmUps, problems),
              beanManager,
              loader);
      providers = ApplicationProviders.of(loader, types);
      manager = opened;
    } finally {
      types.clear();
      beans.clear();
      if (manager == null) {
        opened.close();
      }
    }
  }

  void stop(@Observes BeforeShutdown event) {
    CacheManager opened = manager;
    if (opened != null) {
      opened.close();
    }
    ApplicationProviders others = providers;
    if (others != null) {
      others.close();
    }
  }

  private <T> void addBean(
      AfterBeanDiscovery event, Class<T> type, Function<CacheRuntime, ? extends T> value) {
    event
        .<T>addBean()
        .id(type.getName())
        // OpenWebBeans makes the client proxy a subtype of this class.
        .beanClass(type)
        .addTypes(type, Object.class)
        .scope(ApplicationScoped.class)
        .createWith(context -> value.apply(running()));
  }

  /** A final class has no client proxy: each injection point gets the object itself. */
  private <T> void addFinalBean(
      AfterBeanDiscovery event, Class<T> type, Function<CacheRuntime, ? extends T> value) {
    event
        .<T>addBean()
        .beanClass(type)
        .addTypes(type, Object.class)
        .createWith(context -> value.apply(running()));
  }

  private CacheRuntime running() {
    CacheRuntime started = runtime;
    if (started == null) {
      throw new IllegalStateException(Messages.notStarted());
    }
    return started;
  }

  private static ClassLoader applicationLoader() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context == null ? TiercelExtension.class.getClassLoader() : context;
  }
}
