/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import io.tiercel.ratelimit.Algorithm;
import io.tiercel.ratelimit.OutagePolicy;
import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits how often a method may be called. A call over the limit fails with {@link
 * RateLimitExceededException} before the method runs; over HTTP it is answered 429, or 503 where
 * nothing can be decided. Stands at a method of a bean, at a resource of Jakarta REST, or at a
 * class for each of its methods that has none of its own. Several limits are judged together:
 * denied by one, taken from none.
 *
 * <pre>{@code
 * @RateLimited(permits = 5, per = "PT1S")
 * @RateLimited(permits = 1000, per = "P1D")
 * public Report report() { … }
 * }</pre>
 */
@Documented
@Inherited
@InterceptorBinding
@Repeatable(RateLimited.Several.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface RateLimited {
  /**
   * How many calls a window allows; -1 for what the caller's plan allows, or, by {@link
   * RateLimitSubject#USER}, {@code tiercel.rate-limit.per-user}, or {@code
   * tiercel.rate-limit.max-requests}.
   */
  @Nonbinding
  long permits() default -1;

  /** The window, such as {@code PT1M}; empty for {@code tiercel.rate-limit.window-seconds}. */
  @Nonbinding
  String per() default "";

  /** How is counted; none for {@code tiercel.rate-limit.algorithm}, one at most. */
  @Nonbinding
  Algorithm[] algorithm() default {};

  /** Whose calls are counted together. The same for all limits of a method. */
  @Nonbinding
  RateLimitSubject by() default RateLimitSubject.COMBINED;

  /**
   * Names the counts, so that methods can share them; empty for class and method. The same for all
   * limits of a method.
   */
  @Nonbinding
  String name() default "";

  /**
   * What happens while Redis does not answer; none for {@code tiercel.rate-limit.on-outage}, one at
   * most. The same for all limits of a method.
   */
  @Nonbinding
  OutagePolicy[] onOutage() default {};

  /**
   * How many permits of a caller's a node takes from Redis at once, for callers that come very
   * often; 1 takes none in advance. Up to nodes x batch more than the limit are then admitted in a
   * window. At most the permits of each limit. The same for all limits of a method.
   */
  @Nonbinding
  long reserve() default 1;

  /** Holds several limits; the compiler writes it. */
  @Documented
  @Inherited
  @InterceptorBinding
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.METHOD, ElementType.TYPE})
  @interface Several {
    /** The limits. */
    @Nonbinding
    RateLimited[] value();
  }
}
