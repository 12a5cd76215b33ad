/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal;

import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/** Runs calls of annotated methods. An interface, so that CDI can hand out a serializable proxy. */
public interface AnnotatedCalls {
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
