/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the resources that are out of date once an entity of this class is created, updated or
 * removed. {@link CacheInvalidationListener} invalidates them with their dependents.
 *
 * <p>The listener hears only of what goes through an {@code EntityManager} entity by entity. It
 * does not hear of bulk statements ({@code UPDATE} and {@code DELETE} of JPQL and Criteria), native
 * SQL, what the database does by itself (cascades of foreign keys, triggers), and other programs:
 * say {@link CascadeInvalidate} at the method that does so, or call {@code TenantCaches}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface InvalidatesResource {
  /** The names of the resources, such as {@code "contacts"}. */
  String[] value();
}
