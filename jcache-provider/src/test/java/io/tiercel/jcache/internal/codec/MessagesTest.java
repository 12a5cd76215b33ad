/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.config.ValueCodec;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private static final Map<Class<?>, Object> ARGUMENTS =
      Map.of(
          String.class,
          "text",
          int.class,
          7,
          long.class,
          8L,
          Class.class,
          MessagesTest.class,
          List.class,
          List.of("pattern"),
          String[].class,
          new String[] {"interface"},
          Throwable.class,
          new IllegalStateException("cause"),
          EncodedValue.class,
          new EncodedValue(1, 1, new byte[3]),
          ValueCodec.class,
          ValueCodec.FORY);

  @Test
  void messages_all_haveTheFormAndANumberOfTheirOwn() throws ReflectiveOperationException {
    Map<String, String> methods = new TreeMap<>();
    for (Method method : Messages.class.getDeclaredMethods()) {
      if (Modifier.isPrivate(method.getModifiers()) || method.isSynthetic()) {
        continue;
      }
      Object[] arguments =
          Arrays.stream(method.getParameterTypes()).map(MessagesTest::argument).toArray();
      String message = (String) method.invoke(null, arguments);
      assertThat(message).matches("TIERCEL-21\\d\\d [^:]+: .+=.+ \\(.+\\)");
      assertThat(methods.put(message.substring(0, 12), method.getName())).as(message).isNull();
    }
    assertThat(methods).hasSizeGreaterThan(15);
  }

  @Test
  void refusedClass_nameFromForgedBytes_isOneShortLine() {
    String message = Messages.refusedClass("x\nWARN forged line\u001b[0m" + "y".repeat(60_000));
    assertThat(message).hasSizeLessThan(1000).doesNotContainPattern("\\p{Cntrl}");
  }

  private static Object argument(Class<?> type) {
    return ARGUMENTS.getOrDefault(type, "");
  }
}
