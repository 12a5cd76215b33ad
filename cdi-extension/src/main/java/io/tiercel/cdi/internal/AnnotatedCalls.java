/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal;

import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/** Runs calls of annotated methods. An interface, so that CDI can hand out a serializable proxy. */
public interface AnnotatedCalls {
  /** Runs one call of a method with an annotation of JSR-107. */
  @FunctionalInterface
  interface Around {
    /**
     * Runs the call.
     *
     * @throws Exception whatever the method throws, unchanged
     */
    @Nullable Object call(InvocationContext call) throws Exception;
  }

  /**
   * Returns {@link #around} without the proxy. It is not serializable, and not what the proxy
   * stands for itself: in place of that Weld answers the proxy.
   */
  Around direct();

  /**
   * Runs one call.
   *
   * @throws Exception whatever the method throws, unchanged
   */
  @Nullable Object around(InvocationContext call) throws Exception;

  /**
   * Runs one call of a method that invalidates resources of its own choice.
   *
   * @throws Exception whatever the method throws, unchanged
   */
  @Nullable Object aroundCascade(InvocationContext call) throws Exception;

  /**
   * Runs one call of a method that invalidates tags.
   *
   * @throws Exception whatever the method throws, unchanged
   */
  @Nullable Object aroundTags(InvocationContext call) throws Exception;
}
