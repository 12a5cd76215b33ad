/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Carried by each of the four annotations of JSR-107, so that one interceptor serves them all. */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface CacheBinding {
  /** The binding itself. */
  final class Literal extends AnnotationLiteral<CacheBinding> implements CacheBinding {
    private static final long serialVersionUID = 1L;
  }
}
