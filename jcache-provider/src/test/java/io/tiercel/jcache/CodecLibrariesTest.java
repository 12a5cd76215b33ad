/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.config.TiercelConfiguration;
import io.tiercel.jcache.config.ValueCodec;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import org.junit.jupiter.api.Test;

/** An application that has neither Fory nor Jackson. */
class CodecLibrariesTest {
  private static final Pattern LIBRARIES = Pattern.compile("(fory|jackson)-[^/\\\\]*\\.jar$");

  /** What runs there: opens a manager, and a cache in which it keeps a list. */
  public static final class Attempt implements Callable<String> {
    private static Properties properties(String... keysAndValues) {
      Properties properties = new Properties();
      for (int i = 0; i < keysAndValues.length; i += 2) {
        properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
      }
      return properties;
    }

    private static CacheManager open(String... keysAndValues) {
      return new TiercelCachingProvider()
          .getCacheManager(
              URI.create("test:bare"), Attempt.class.getClassLoader(), properties(keysAndValues));
    }

    private static String problemsOf(Callable<?> action) throws Exception {
      try {
        return "none: " + action.call();
      } catch (CacheException e) {
        return String.valueOf(e.getMessage());
      }
    }

    @Override
    public String call() throws Exception {
      String start =
          problemsOf(
              () ->
                  open(
                      "codec.default", "fory",
                      "caches.messages.codec", "json",
                      "l1.max-entries", "none"));
      try (CacheManager manager = open()) {
        String later =
            problemsOf(
                () ->
                    manager.createCache(
                        "json",
                        TiercelConfiguration.builder(String.class, Object.class)
                            .codec(ValueCodec.JSON)
                            .build()));
        Cache<String, Object> cache =
            manager.createCache(
                "auto", TiercelConfiguration.builder(String.class, Object.class).build());
        cache.put("a", new ArrayList<>(List.of("kept")));
        return String.join("\n", start, later, String.valueOf(cache.get("a")));
      }
    }
  }

  @Test
  void codec_withoutItsLibrary_isAProblemAmongTheOthers() throws Exception {
    URL[] urls =
        Pattern.compile(File.pathSeparator, Pattern.LITERAL)
            .splitAsStream(System.getProperty("java.class.path"))
            .filter(entry -> !LIBRARIES.matcher(entry).find())
            .map(CodecLibrariesTest::url)
            .toArray(URL[]::new);
    try (URLClassLoader bare = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      Object attempt =
          bare.loadClass(Attempt.class.getName()).getDeclaredConstructor().newInstance();
      assertThat(String.valueOf(((Callable<?>) attempt).call()).lines())
          .satisfiesExactly(
              line -> assertThat(line).startsWith("TIERCEL-1150 ").contains("problems=3"),
              line ->
                  assertThat(line)
                      .startsWith("TIERCEL-1162 ")
                      .contains("caches.messages.codec=json")
                      .contains("com.fasterxml.jackson.core:jackson-databind"),
              line ->
                  assertThat(line)
                      .startsWith("TIERCEL-1162 ")
                      .contains("codec.default=fory")
                      .contains("org.apache.fory:fory-core"),
              line -> assertThat(line).startsWith("TIERCEL-1152 ").contains("l1.max-entries"),
              line -> assertThat(line).startsWith("TIERCEL-2135 ").contains("codec=json"),
              line -> assertThat(line).isEqualTo("[kept]"));
    }
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new AssertionError(entry, e);
    }
  }
}
