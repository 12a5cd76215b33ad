/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URL;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowListTest {
  private static final AllowList JDK_ONLY = AllowList.of(List.of());

  @Test
  void allows_jdkValueTypes_withoutPatterns() {
    for (Class<?> type :
        List.of(
            int.class,
            long[][].class,
            String.class,
            BigDecimal[].class,
            URI.class,
            ZonedDateTime.class,
            ArrayList.class,
            TreeMap.class,
            Object[].class,
            Map.Entry[].class)) {
      assertThat(JDK_ONLY.allows(type)).as(type.getName()).isTrue();
      assertThat(JDK_ONLY.allows(type.getName())).as(type.getName()).isTrue();
    }
  }

  @Test
  void allows_everythingElse_isRefusedWithoutPatterns() {
    for (Class<?> type :
        List.of(
            URL.class,
            Level.class,
            Proxy.class,
            Thread[].class,
            ClassLoader.class,
            AllowListTest.class,
            AllowListTest[].class)) {
      assertThat(JDK_ONLY.allows(type)).as(type.getName()).isFalse();
      assertThat(JDK_ONLY.allows(type.getName())).as(type.getName()).isFalse();
    }
    for (String name :
        List.of("", "[", "[[", "[Q", "[Ljava.lang.String", "java.time.chrono.Ser", "javax", "x")) {
      assertThat(JDK_ONLY.allows(name)).as(name).isFalse();
    }
  }

  @Test
  void allows_className_isThatClassAlone() {
    AllowList list = AllowList.of(List.of(" com.acme.Order "));
    assertThat(list.allows("com.acme.Order")).isTrue();
    assertThat(list.allows("[[Lcom.acme.Order;")).isTrue();
    assertThat(list.allows("com.acme.Order$Line")).isFalse();
    assertThat(list.allows("com.acme.Orders")).isFalse();
    assertThat(list.allows("com.acme.Order.Line")).isFalse();
  }

  @Test
  void allows_package_isWithoutSubpackages() {
    AllowList list = AllowList.of(List.of("com.acme.*"));
    assertThat(list.allows("com.acme.Order")).isTrue();
    assertThat(list.allows("com.acme.Order$Line")).isTrue();
    assertThat(list.allows("com.acme.sales.Order")).isFalse();
    assertThat(list.allows("com.acmeother.Order")).isFalse();
    assertThat(list.allows("com.acme")).isFalse();
  }

  @Test
  void allows_packageAndBelow_isWithSubpackages() {
    AllowList list = AllowList.of(List.of("com.acme.**"));
    assertThat(list.allows("com.acme.Order")).isTrue();
    assertThat(list.allows("com.acme.sales.eu.Order")).isTrue();
    assertThat(list.allows("com.acmeother.Order")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "**",
        ".*",
        "com.acme*",
        "com..acme",
        "com.acme.***",
        "com.acme.",
        ".acme",
        "com.*.acme",
        "com acme",
        "[Lcom.acme.Order;",
        "com.acme.Order[]",
        "1com.acme",
        "com/acme"
      })
  void of_malformedPattern_namesItAndTheKey(String pattern) {
    assertThatThrownBy(() -> AllowList.of(List.of("com.fine.*", pattern, "8")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("TIERCEL-2100 ")
        .hasMessageContaining("[tiercel.codec.allow=" + pattern + ", tiercel.codec.allow=8]")
        .hasMessageNotContaining("fine");
  }

  @Test
  void with_applicationType_addsItsPackage() {
    AllowList list = JDK_ONLY.with(AllowListTest[].class);
    assertThat(list.allows(AllowListTest.class)).isTrue();
    assertThat(list.allows(AllowList.class)).isTrue();
    assertThat(list.allows(Test.class)).isFalse();
    assertThat(JDK_ONLY.allows(AllowListTest.class)).as("the first list").isFalse();
  }

  @Test
  void with_jdkType_addsThatClassAlone() {
    AllowList list = JDK_ONLY.with(Level.class, Object.class, int.class);
    assertThat(list.allows(Level.class)).isTrue();
    assertThat(list.allows("java.util.logging.Logger")).isFalse();
    assertThat(list.allows(URL.class)).isFalse();
  }

  @Test
  void toString_showsWhatWasAdded() {
    assertThat(AllowList.of(List.of("com.acme.Order", "com.acme.a.*", "com.acme.b.**")))
        .hasToString(
            "AllowList[classes=[com.acme.Order], packages=[com.acme.a], below=[com.acme.b.]]");
  }

  /** A type of each kind, and a variable that stands in its own bound. */
  static <T extends Comparable<T>>
      Map<String, ? extends List<java.util.concurrent.Future<T>[]>> typed() {
    return Map.of();
  }

  @Test
  void with_genericType_allowsEveryClassInIt() throws NoSuchMethodException {
    AllowList before = AllowList.of(List.of());
    AllowList list =
        before.with(AllowListTest.class.getDeclaredMethod("typed").getGenericReturnType());
    for (Class<?> type :
        List.of(Map.class, List.class, java.util.concurrent.Future.class, Comparable.class)) {
      assertThat(before.allows(type)).as("before: %s", type).isFalse();
      assertThat(list.allows(type)).as("after: %s", type).isTrue();
    }
    assertThat(list.allows("java.util.concurrent.FutureTask")).isFalse();
  }

  @Test
  void with_typeOfTheApplication_allowsItsPackage() {
    AllowList list = AllowList.of(List.of()).with((java.lang.reflect.Type) AllowListTest.class);
    assertThat(list.allows("io.tiercel.jcache.internal.codec.Other")).isTrue();
    assertThat(list.allows("io.tiercel.jcache.internal.codec.sub.Other")).isFalse();
  }
}
