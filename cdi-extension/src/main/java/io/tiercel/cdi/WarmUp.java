/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of a bean that fills caches after the application has started, once for each
 * tenant of the {@link TenantDirectory}. It runs as that tenant, in a request context, on a thread
 * that start-up waits for only as long as {@code warm-up.wait-seconds} says; it may take the
 * tenant's id as its one parameter. One node runs it for a tenant, whichever comes first; the
 * others leave it out for {@link #onceInSeconds}. A failure is logged, and the next tenant follows.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface WarmUp {
  /** For how long no node runs the method for the same tenant again, in seconds. */
  long onceInSeconds() default 600;

  /** The pause before the next tenant, in milliseconds: what the source can do meanwhile. */
  long pauseMillis() default 50;
}
