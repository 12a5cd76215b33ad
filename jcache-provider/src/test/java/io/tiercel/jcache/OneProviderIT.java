/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.config.Mode;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Collections;
import java.util.Properties;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.spi.CachingProvider;
import org.junit.jupiter.api.Test;

/** That the jar as it is published shows one provider, and stands beside an application's own. */
final class OneProviderIT {
  private static final String SERVICE = "META-INF/services/" + CachingProvider.class.getName();

  @Test
  void provider_isThatOfTheJar() {
    CodeSource source =
        requireNonNull(TiercelCachingProvider.class.getProtectionDomain().getCodeSource());
    assertThat(source.getLocation().getPath()).endsWith(".jar");
    CodeSource client =
        requireNonNull(redissonOfOurs().getProtectionDomain().getCodeSource(), "client");
    assertThat(client.getLocation().getPath()).endsWith(".jar");
  }

  @Test
  void getCachingProvider_onOurClassPath_findsOne() throws IOException {
    assertThat(Caching.getCachingProviders()).hasOnlyElementsOfType(TiercelCachingProvider.class);
    assertThat(Caching.getCachingProvider()).isInstanceOf(TiercelCachingProvider.class);
    assertThat(Collections.list(OneProviderIT.class.getClassLoader().getResources(SERVICE)))
        .hasSize(1);
  }

  @Test
  void getCachingProvider_besideTheApplicationsRedisson_isFoundByName() throws Exception {
    URL jar = Path.of(System.getProperty("test.redisson")).toUri().toURL();
    try (EmbeddedRedis redis = EmbeddedRedis.start();
        URLClassLoader application =
            new URLClassLoader(new URL[] {jar}, OneProviderIT.class.getClassLoader())) {
      assertThat(Class.forName("org.redisson.Redisson", true, application).getClassLoader())
          .isSameAs(application);
      assertThatThrownBy(() -> Caching.getCachingProvider(application))
          .as("two providers, of which JSR-107 does not choose one")
          .isInstanceOf(CacheException.class);
      CachingProvider provider =
          Caching.getCachingProvider(TiercelCachingProvider.class.getName(), application);
      assertThat(provider).isInstanceOf(TiercelCachingProvider.class);
      Properties properties = new Properties();
      properties.setProperty("l2.address", redis.address());
      try (CacheManager manager =
          provider.getCacheManager(URI.create("test:beside"), application, properties)) {
        Cache<String, String> cache =
            manager.createCache("org_1:beside", new MutableConfiguration<>());
        cache.put("a", "1");
        assertThat(cache.get("a")).isEqualTo("1");
        assertThat(redis.info("keyspace")).as("it reached Redis").contains("db0:keys=");
      }
    }
  }

  @Test
  void cache_besideAnotherVersionOfTheApplicationsRedisson_bothWork() throws Exception {
    URL jar = Path.of(System.getProperty("test.other-redisson")).toUri().toURL();
    try (EmbeddedRedis redis = EmbeddedRedis.start();
        URLClassLoader application =
            new URLClassLoader(new URL[] {jar}, OneProviderIT.class.getClassLoader());
        Node node = Node.open(Mode.TIERED, redis)) {
      Cache<String, String> cache =
          node.manager().createCache("org_1:both", new MutableConfiguration<>());
      Object theirs = client(application, redis.address());
      try {
        cache.put("a", "1");
        Object bucket =
            theirs.getClass().getMethod("getBucket", String.class).invoke(theirs, "own");
        bucket.getClass().getMethod("set", Object.class).invoke(bucket, "2");
        assertThat(bucket.getClass().getMethod("get").invoke(bucket)).isEqualTo("2");
        assertThat(cache.get("a")).isEqualTo("1");
        assertThat(theirs.getClass().getClassLoader()).isSameAs(application);
      } finally {
        theirs.getClass().getMethod("shutdown").invoke(theirs);
      }
      cache.put("a", "3");
      assertThat(cache.get("a")).isEqualTo("3");
    }
  }

  /** A client of the application's own Redisson, with texts as its values. */
  private static Object client(ClassLoader application, String address) throws Exception {
    Class<?> type = application.loadClass("org.redisson.config.Config");
    Object config = type.getConstructor().newInstance();
    Object server = type.getMethod("useSingleServer").invoke(config);
    server.getClass().getMethod("setAddress", String.class).invoke(server, address);
    Class<?> codec = application.loadClass("org.redisson.client.codec.StringCodec");
    type.getMethod("setCodec", application.loadClass("org.redisson.client.codec.Codec"))
        .invoke(config, codec.getField("INSTANCE").get(null));
    return application
        .loadClass("org.redisson.Redisson")
        .getMethod("create", type)
        .invoke(null, config);
  }

  private static Class<?> redissonOfOurs() {
    try {
      return Class.forName("io.tiercel.jcache.shaded.redisson.Redisson");
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
