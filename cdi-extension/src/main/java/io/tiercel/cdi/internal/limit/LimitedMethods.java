/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.limit;

import io.tiercel.cdi.Caller;
import io.tiercel.cdi.PlanResolver;
import io.tiercel.cdi.RateLimitExceededException;
import io.tiercel.cdi.RateLimitSubject;
import io.tiercel.cdi.internal.tenant.CurrentTenant;
import io.tiercel.cdi.internal.tenant.Judgement;
import io.tiercel.cdi.internal.tenant.RequestTrace;
import io.tiercel.cdi.internal.tenant.TrustedProxies;
import io.tiercel.jcache.config.ApplicationSettings;
import io.tiercel.jcache.config.RateLimitSettings;
import io.tiercel.ratelimit.RateLimiter;
import io.tiercel.ratelimit.RateLimiters;
import io.tiercel.ratelimit.Verdict;
import jakarta.enterprise.inject.spi.AnnotatedType;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Judges calls of limited methods. Safe for many threads. */
public final class LimitedMethods {
  private final RateLimitSettings settings;
  private final RateLimiters limiters;
  private final CurrentCaller callers;
  private final PlanResolver plans;
  private final ConcurrentMap<Method, MethodLimit> limits = new ConcurrentHashMap<>();

  /**
   * Creates the judge of no methods.
   *
   * @param tenants names the tenant of a call
   * @param plans names the plan of a caller
   */
  public LimitedMethods(
      ApplicationSettings settings,
      RateLimiters limiters,
      CurrentTenant tenants,
      PlanResolver plans) {
    this.settings = settings.rateLimit();
    this.limiters = limiters;
    this.callers = new CurrentCaller(tenants, TrustedProxies.of(settings.trustedProxies()));
    this.plans = plans;
  }

  /** Reads the limits of an application's beans; returns what is wrong with them. */
  public List<String> compile(List<AnnotatedType<?>> types) {
    LimitCompiler compiler = new LimitCompiler(settings);
    types.forEach(compiler::compile);
    limits.putAll(compiler.limits());
    return compiler.problems();
  }

  /**
   * Judges a call that an interceptor meets, unless the request was judged for it already.
   *
   * @param several whether it is the interceptor of repeated annotations
   * @throws RateLimitExceededException if the call is not allowed
   */
  public void intercept(Method method, boolean several) {
    MethodLimit limit = limits.get(method);
    if (limit == null || limit.several() != several) {
      return;
    }
    RequestTrace request = RequestTrace.find();
    if (request == null || !request.takeJudged(method)) {
      judge(limit);
    }
  }

  /**
   * Judges a request before it reaches its resource, which may be no bean.
   *
   * @throws RateLimitExceededException if the call is not allowed
   * @throws IllegalStateException if the annotations of a resource that is no bean are wrong
   */
  public void judge(Class<?> type, Method method) {
    MethodLimit limit = limits.get(method);
    if (limit == null) {
      LimitCompiler compiler = new LimitCompiler(settings);
      compiler.compile(type, method);
      if (!compiler.problems().isEmpty()) {
        throw new IllegalStateException(String.join("\n", compiler.problems()));
      }
      limits.putAll(compiler.limits());
      limit = limits.get(method);
    }
    if (limit != null) {
      judge(limit);
      RequestTrace request = RequestTrace.find();
      if (request != null) {
        request.judged(method);
      }
    }
  }

  private void judge(MethodLimit limit) {
    Caller caller = callers.get();
    long permits = limit.isOpen() ? permits(limit.by(), caller) : settings.maxRequests();
    RateLimiter limiter = limiters.create(limit.limiter(permits));
    Verdict verdict = limiter.tryAcquire(Subjects.of(limit.by(), caller));
    RequestTrace request = RequestTrace.find();
    if (request != null) {
      request.judged(new Judgement(limiter.configuration(), verdict));
    }
    if (!verdict.allowed()) {
      throw new RateLimitExceededException(limiter.configuration(), verdict);
    }
  }

  private long permits(RateLimitSubject by, Caller caller) {
    @Nullable String plan = plans.findPlan(caller);
    Long planned = plan == null ? null : settings.plans().get(plan);
    if (planned != null) {
      return planned;
    }
    Long perUser = settings.perUser();
    return by == RateLimitSubject.USER && caller.user() != null && perUser != null
        ? perUser
        : settings.maxRequests();
  }
}
