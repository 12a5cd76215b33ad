/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import jakarta.interceptor.InvocationContext;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import javax.cache.annotation.CacheInvocationParameter;
import javax.cache.annotation.CacheKeyInvocationContext;
import javax.cache.annotation.CacheMethodDetails;
import org.jspecify.annotations.Nullable;

/**
 * What an application's key generator is told of an annotated method.
 *
 * @param <A> the type of the annotation
 * @param annotation the annotation
 * @param cacheName the resource's name
 * @param parameters the parameters, by position
 */
record MethodDetails<A extends Annotation>(
    Method method, A annotation, String cacheName, MethodParameters parameters)
    implements CacheMethodDetails<A> {

  @Override
  public Method getMethod() {
    return method;
  }

  @Override
  public Set<Annotation> getAnnotations() {
    return Set.of(method.getAnnotations());
  }

  @Override
  public A getCacheAnnotation() {
    return annotation;
  }

  @Override
  public String getCacheName() {
    return cacheName;
  }

  CacheKeyInvocationContext<A> call(InvocationContext call) {
    return new Call<>(this, call.getTarget(), call.getParameters().clone());
  }

  /** One call of the method, with its arguments. */
  private static final class Call<A extends Annotation> implements CacheKeyInvocationContext<A> {
    private final MethodDetails<A> details;
    private final Object target;
    private final @Nullable Object[] arguments;

    Call(MethodDetails<A> details, Object target, @Nullable Object[] arguments) {
      this.details = details;
      this.target = target;
      this.arguments = arguments;
    }

    @Override
    public Object getTarget() {
      return target;
    }

    @Override
    public CacheInvocationParameter[] getAllParameters() {
      CacheInvocationParameter[] all = new CacheInvocationParameter[arguments.length];
      for (int i = 0; i < all.length; i++) {
        all[i] = argument(i);
      }
      return all;
    }

    @Override
    public CacheInvocationParameter[] getKeyParameters() {
      List<Integer> positions = details.parameters.keys();
      CacheInvocationParameter[] keys = new CacheInvocationParameter[positions.size()];
      for (int i = 0; i < keys.length; i++) {
        keys[i] = argument(positions.get(i));
      }
      return keys;
    }

    @Override
    // JSR-107: null for a method that is not annotated with CachePut.
    public @Nullable CacheInvocationParameter getValueParameter() {
      int position = details.parameters.value();
      return position == MethodParameters.NONE ? null : argument(position);
    }

    @Override
    public <T> T unwrap(Class<T> type) {
      if (type.isInstance(this)) {
        return type.cast(this);
      }
      throw new IllegalArgumentException(Messages.cannotUnwrap(details.cacheName, type));
    }

    @Override
    public Method getMethod() {
      return details.method;
    }

    @Override
    public Set<Annotation> getAnnotations() {
      return details.getAnnotations();
    }

    @Override
    public A getCacheAnnotation() {
      return details.annotation;
    }

    @Override
    public String getCacheName() {
      return details.cacheName;
    }

    private CacheInvocationParameter argument(int position) {
      return new Argument(
          details.method.getParameterTypes()[position],
          arguments[position],
          Set.of(details.method.getParameterAnnotations()[position]),
          position);
    }
  }

  /** One argument of a call. */
  private record Argument(
      Class<?> type, @Nullable Object value, Set<Annotation> annotations, int position)
      implements CacheInvocationParameter {
    @Override
    public Class<?> getRawType() {
      return type;
    }

    @Override
    public @Nullable Object getValue() {
      return value;
    }

    @Override
    public Set<Annotation> getAnnotations() {
      return annotations;
    }

    @Override
    public int getParameterPosition() {
      return position;
    }
  }
}
