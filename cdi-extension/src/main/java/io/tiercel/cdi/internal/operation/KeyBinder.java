/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import jakarta.interceptor.InvocationContext;
import javax.cache.annotation.CacheKeyGenerator;
import javax.cache.annotation.GeneratedCacheKey;
import org.jspecify.annotations.Nullable;

/** Makes the key of a call. Safe for many threads. */
sealed interface KeyBinder {
  /** Returns the key of a call, before the method runs. */
  Object bind(InvocationContext call);

  /**
   * The key is the arguments at these positions.
   *
   * @param positions at least one position, in the order of the arguments
   * @param method the method, for messages
   */
  @SuppressWarnings("ArrayRecordComponent") // never shown outside the package, never compared
  record Arguments(int[] positions, String method) implements KeyBinder {
    @Override
    public Object bind(InvocationContext call) {
      @Nullable Object[] arguments = call.getParameters();
      @Nullable Object[] parts = new @Nullable Object[positions.length];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = KeyParts.of(arguments[positions[i]], method);
      }
      return MethodKey.of(parts);
    }
  }

  /**
   * The method has no key argument and is known by its own name.
   *
   * @param key the one key
   */
  record MethodName(MethodKey key) implements KeyBinder {
    @Override
    public Object bind(InvocationContext call) {
      return key;
    }
  }

  /**
   * The application makes the key.
   *
   * @param generator asked at each call
   * @param method what it is told of the method
   */
  record Generated(CacheKeyGenerator generator, MethodDetails<?> method) implements KeyBinder {
    @Override
    public Object bind(InvocationContext call) {
      GeneratedCacheKey key = generator.generateCacheKey(method.call(call));
      if (key == null) {
        throw new javax.cache.CacheException(
            Messages.generatorAnsweredNull(method.getCacheName(), generator.getClass()));
      }
      return key;
    }
  }
}
