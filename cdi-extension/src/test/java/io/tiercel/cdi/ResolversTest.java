/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.annotation.Annotation;
import java.util.Locale;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheInvocationContext;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CacheKeyGenerator;
import javax.cache.annotation.CacheKeyInvocationContext;
import javax.cache.annotation.CacheMethodDetails;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResolver;
import javax.cache.annotation.CacheResolverFactory;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import javax.cache.annotation.GeneratedCacheKey;
import javax.cache.configuration.MutableConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Caches and keys that the application chooses. */
@ContainerTest
class ResolversTest {
  private final Application application =
      Application.of(Books.class, ByShelf.class, Shouting.class, Greeter.class);
  private final Books books = application.get(Books.class);
  private final CacheManager manager = application.get(CacheManager.class);
  private final Cache<Object, Object> shelf =
      manager.createCache("shelf a", new MutableConfiguration<>());
  private final Cache<Object, Object> failures =
      manager.createCache("failures", new MutableConfiguration<>());

  @AfterEach
  void close() {
    application.close();
  }

  @Test
  void resolver_choosesTheCacheOfEachCall_withoutATenant() {
    assertThat(books.find("a", 1)).isEqualTo("book 1 of call 1");
    assertThat(books.find("a", 1)).isEqualTo("book 1 of call 1");
    assertThat(shelf).hasSize(1);
    books.put("a", 1, "another");
    assertThat(books.find("a", 1)).isEqualTo("another");
    books.remove("a", 1);
    assertThat(shelf).isEmpty();
    books.find("a", 2);
    books.clear("a");
    assertThat(shelf).isEmpty();
  }

  @Test
  void resolver_ofExceptions_choosesTheirCache() {
    assertThatThrownBy(() -> books.find("a", -1)).hasMessage("no book -1 in call 1");
    assertThatThrownBy(() -> books.find("a", -1)).hasMessage("no book -1 in call 1");
    assertThat(failures).hasSize(1);
  }

  @Test
  void resolver_answersATenantsCache_itsDependentsAreInvalidated() {
    application.caches().put("acme", "conversations", "list", "old");
    books.put("acme:messages", 1, "new");
    assertThat(application.keys("acme", "messages")).hasSize(1);
    assertThat(application.keys("acme", "conversations")).isEmpty();
    application.caches().put("acme", "conversations", "list", "old");
    books.clear("acme:messages");
    assertThat(application.keys("acme", "messages")).isEmpty();
    assertThat(application.keys("acme", "conversations")).isEmpty();
  }

  @Test
  void resolver_answersNoCache_theCallFails() {
    assertThatThrownBy(() -> books.find("unknown", 1))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("TIERCEL-4104")
        .hasMessageContaining("find")
        .hasMessageContaining("cache=null");
  }

  @Test
  void keyGenerator_isABean_makesTheKey() throws Exception {
    TenantContext.callAs("acme", () -> books.shout("quiet"));
    assertThat(application.caches().cache("acme", "shouts").iterator().next().getKey())
        .isEqualTo(new Shout("HELLO QUIET"));
  }

  @ApplicationScoped
  @CacheDefaults(cacheResolverFactory = ByShelf.class)
  static class Books {
    private int calls;

    @CacheResult(exceptionCacheName = "any")
    String find(String shelf, @CacheKey long id) {
      calls++;
      if (id < 0) {
        throw new IllegalArgumentException("no book " + id + " in call " + calls);
      }
      return "book " + id + " of call " + calls;
    }

    @CachePut
    void put(String shelf, @CacheKey long id, @CacheValue String book) {}

    @CacheRemove
    void remove(String shelf, @CacheKey long id) {}

    @CacheRemoveAll
    void clear(String shelf) {}

    @CacheResult(
        cacheName = "shouts",
        cacheKeyGenerator = Shouting.class,
        cacheResolverFactory = Plain.class)
    String shout(String word) {
      return word;
    }
  }

  /** A bean that chooses by the first argument. */
  @ApplicationScoped
  static class ByShelf implements CacheResolverFactory {
    @Inject CacheManager manager;

    @Override
    public CacheResolver getCacheResolver(CacheMethodDetails<? extends Annotation> method) {
      return new Resolver(manager);
    }

    @Override
    public CacheResolver getExceptionCacheResolver(CacheMethodDetails<CacheResult> method) {
      assertThat(method.getCacheAnnotation().exceptionCacheName()).isEqualTo("any");
      return new Fixed(manager, "failures");
    }
  }

  /** The cache that the first argument names. */
  private record Resolver(CacheManager manager) implements CacheResolver {
    @Override
    public <K, V> Cache<K, V> resolveCache(CacheInvocationContext<? extends Annotation> call) {
      String named = String.valueOf(call.getAllParameters()[0].getValue());
      return manager.getCache(named.contains(":") ? named : "shelf " + named);
    }
  }

  /** One cache. */
  private record Fixed(CacheManager manager, String name) implements CacheResolver {
    @Override
    public <K, V> Cache<K, V> resolveCache(CacheInvocationContext<? extends Annotation> call) {
      return manager.getCache(name);
    }
  }

  /** No bean; found by its constructor. Its cache is looked up as code without CDI would. */
  static final class Plain implements CacheResolverFactory {
    @Override
    public CacheResolver getCacheResolver(CacheMethodDetails<? extends Annotation> method) {
      CacheManager manager =
          javax.cache.Caching.getCachingProvider("io.tiercel.jcache.TiercelCachingProvider")
              .getCacheManager(null, Plain.class.getClassLoader());
      assertThat(method.getCacheName()).isEqualTo("shouts");
      return new Tenants(manager);
    }

    @Override
    public CacheResolver getExceptionCacheResolver(CacheMethodDetails<CacheResult> method) {
      throw new UnsupportedOperationException();
    }
  }

  /** The cache of the tenant that the test names. */
  private record Tenants(CacheManager manager) implements CacheResolver {
    @Override
    @SuppressWarnings("unchecked") // the method answers strings
    public <K, V> Cache<K, V> resolveCache(CacheInvocationContext<? extends Annotation> call) {
      return (Cache<K, V>)
          io.tiercel.tenant.TenantCaches.of(manager)
              .cache(TenantContext.current(), call.getCacheName());
    }
  }

  /** A bean that has another injected. */
  @ApplicationScoped
  static class Shouting implements CacheKeyGenerator {
    @Inject Greeter greeter;

    @Override
    public GeneratedCacheKey generateCacheKey(
        CacheKeyInvocationContext<? extends Annotation> call) {
      return new Shout(greeter.greet(call.getKeyParameters()[0].getValue()));
    }
  }

  /** Something that only injection can give. */
  @ApplicationScoped
  static class Greeter {
    String greet(@Nullable Object name) {
      return ("hello " + name).toUpperCase(Locale.ROOT);
    }
  }

  record Shout(String text) implements GeneratedCacheKey {}
}
