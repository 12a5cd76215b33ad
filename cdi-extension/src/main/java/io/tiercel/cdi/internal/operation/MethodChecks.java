/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;
import javax.cache.annotation.CacheResult;

/** What must hold for a method itself, whatever its parameters are. */
final class MethodChecks {
  private static final List<Class<?>> UNFINISHED =
      List.of(CompletionStage.class, Future.class, Flow.Publisher.class);
  private static final List<Class<?>> READ_ONCE =
      List.of(BaseStream.class, Iterator.class, InputStream.class, Reader.class);

  private MethodChecks() {}

  static void check(Method method, String name, CacheAnnotation annotation, Problems problems) {
    if ((method.getModifiers() & (Modifier.PRIVATE | Modifier.STATIC | Modifier.FINAL)) != 0) {
      problems.add(Messages.notIntercepted(name, annotation.text(), method.getModifiers()));
    }
    Class<?> result = resultOf(method);
    if (isOneOf(result, UNFINISHED)) {
      problems.add(Messages.unfinishedResult(name, annotation.text(), result));
    }
    if (annotation.annotation() instanceof CacheResult) {
      if (result == void.class || result == Void.class) {
        problems.add(Messages.noResult(name));
      }
      if (isOneOf(result, READ_ONCE)) {
        problems.add(Messages.readOnceResult(name, result));
      }
    }
  }

  /** Returns the type of what a method answers, now or later. */
  static Type answerOf(Method method) {
    if (!Later.isAnsweredBy(method)) {
      return method.getGenericReturnType();
    }
    return method.getGenericReturnType() instanceof ParameterizedType stage
        ? stage.getActualTypeArguments()[0]
        : Object.class;
  }

  private static Class<?> resultOf(Method method) {
    if (!Later.isAnsweredBy(method)) {
      return method.getReturnType();
    }
    Type answer = answerOf(method);
    Type raw = answer instanceof ParameterizedType generic ? generic.getRawType() : answer;
    return raw instanceof Class<?> type ? type : Object.class;
  }

  private static boolean isOneOf(Class<?> type, List<Class<?>> kinds) {
    return kinds.stream().anyMatch(kind -> kind.isAssignableFrom(type));
  }
}
