/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.monitoring.CacheAnalytics;
import io.tiercel.session.SessionStore;
import io.tiercel.tenant.TenantCaches;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The recipes name annotations, classes and methods that there are. */
class HowtoPagesTest {
  private static final Path PAGES = Path.of("..", "docs", "howto");
  private static final Pattern CODE = Pattern.compile("```java\n.*?```|`[^`\n]+`", Pattern.DOTALL);
  private static final Pattern ANNOTATION = Pattern.compile("@([A-Z]\\w+)");
  private static final Pattern CALL = Pattern.compile("\\b([A-Za-z]\\w+)\\.([a-z]\\w+)\\(");
  private static final Pattern CONSTANT = Pattern.compile("\\b([A-Z]\\w+)\\.([A-Z]\\w+)\\b");

  /** The annotations of others, and where ours and the servers' are. */
  private static final List<String> PACKAGES =
      List.of(
          "io.tiercel.cdi",
          "io.tiercel.http",
          "io.tiercel.analytics",
          "io.tiercel.tenant",
          "io.tiercel.session",
          "io.tiercel.ratelimit",
          "io.tiercel.monitoring",
          "io.tiercel.jcache.config",
          "io.tiercel.jcache.spi",
          "javax.cache.annotation",
          "jakarta.enterprise.context",
          "jakarta.enterprise.event",
          "jakarta.inject",
          "jakarta.persistence",
          "java.lang",
          "java.time",
          "java.util");

  /** What variables of these names are. */
  private static final Map<String, Class<?>> VARIABLES =
      Map.of(
          "caches", TenantCaches.class,
          "analytics", CacheAnalytics.class,
          "sessions", SessionStore.class);

  static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      return files.filter(page -> page.toString().endsWith(".md")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void annotations_onThePage_areThere(Path page) throws IOException {
    assertThat(found(ANNOTATION, page).map(name -> name.group(1)))
        .filteredOn(name -> !name.startsWith("Hibernate"))
        .allSatisfy(name -> assertThat(find(name)).as(name).isNotNull());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void callsOfOurs_onThePage_areThere(Path page) throws IOException {
    assertThat(found(CALL, page))
        .allSatisfy(
            call -> {
              Class<?> type = VARIABLES.getOrDefault(call.group(1), find(call.group(1)));
              if (type != null) {
                assertThat(Arrays.stream(type.getMethods()).map(Method::getName))
                    .as(call.group())
                    .contains(call.group(2));
              }
            });
    assertThat(found(CONSTANT, page))
        .allSatisfy(
            constant -> {
              Class<?> type = find(constant.group(1));
              if (type != null) {
                assertThat(
                        Stream.concat(
                            Arrays.stream(type.getFields()).map(Field::getName),
                            Arrays.stream(type.getClasses()).map(Class::getSimpleName)))
                    .as(constant.group())
                    .contains(constant.group(2));
              }
            });
  }

  private static @Nullable Class<?> find(String name) {
    for (String in : PACKAGES) {
      try {
        return Class.forName(in + "." + name, false, HowtoPagesTest.class.getClassLoader());
      } catch (ClassNotFoundException elsewhere) {
        // In another package, or the page's own.
      }
    }
    return null;
  }

  private static Stream<MatchResult> found(Pattern pattern, Path page) throws IOException {
    return CODE.matcher(Files.readString(page))
        .results()
        .flatMap(code -> pattern.matcher(code.group()).results());
  }
}
