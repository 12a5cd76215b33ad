/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CacheKeyGenerator;
import javax.cache.annotation.CacheKeyInvocationContext;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.GeneratedCacheKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ContainerTest
class CacheResultTest {
  private final Application application =
      Application.of(Contacts.class, UuidSource.class, WithDefaults.class);
  private final Contacts contacts = application.get(Contacts.class);

  @BeforeEach
  void noCallsYet() {
    contacts.calls().clear();
  }

  @AfterEach
  void close() {
    application.close();
  }

  @Test
  void call_again_runsTheMethodOnce() throws Exception {
    assertThat(TenantContext.callAs("acme", () -> contacts.byId(7))).isEqualTo("contact 7");
    assertThat(TenantContext.callAs("acme", () -> contacts.byId(7))).isEqualTo("contact 7");
    assertThat(TenantContext.callAs("acme", () -> contacts.byId(8))).isEqualTo("contact 8");
    assertThat(contacts.calls()).containsExactly("byId 7", "byId 8");
    assertThat(application.keys("acme", "contact"))
        .containsExactlyInAnyOrder(List.of(7L), List.of(8L));
  }

  @Test
  void call_nullResult_isNotStored() throws Exception {
    assertThat(TenantContext.<@Nullable String>callAs("acme", () -> contacts.byId(-1))).isNull();
    assertThat(TenantContext.<@Nullable String>callAs("acme", () -> contacts.byId(-1))).isNull();
    assertThat(contacts.calls()).containsExactly("byId -1", "byId -1");
  }

  @Test
  void call_methodThrows_callerGetsTheSameExceptionAndNothingIsStored() {
    assertThatThrownBy(() -> TenantContext.callAs("acme", () -> contacts.fails("a")))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("a is broken");
    assertThatThrownBy(() -> TenantContext.callAs("acme", () -> contacts.fails("a")))
        .isExactlyInstanceOf(IOException.class);
    assertThat(contacts.calls()).containsExactly("fails a", "fails a");
  }

  @Test
  void call_noParameters_isKeptUnderTheMethodsName() throws Exception {
    TenantContext.callAs("acme", contacts::list);
    TenantContext.callAs("acme", contacts::list);
    assertThat(contacts.calls()).containsExactly("list");
    assertThat(application.keys("acme", "contacts")).containsExactly(List.of("list"));
  }

  @Test
  void call_noCacheName_usesTheNameOfClassMethodAndTypes() throws Exception {
    TenantContext.callAs("acme", () -> contacts.unnamed("x", 2));
    assertThat(
            application.keys(
                "acme", "io.tiercel.cdi.CacheResultTest$Contacts.unnamed(java.lang.String,int)"))
        .containsExactly(List.of("x", 2));
  }

  @Test
  void call_classHasDefaults_usesTheirCacheName() throws Exception {
    TenantContext.callAs("acme", () -> application.get(WithDefaults.class).one("x"));
    assertThat(application.keys("acme", "defaults")).containsExactly(List.of("x"));
  }

  @Test
  void call_someParametersAreTheKey_othersDoNotCount() throws Exception {
    TenantContext.callAs("acme", () -> contacts.search("ann", 10, "trace-1"));
    TenantContext.callAs("acme", () -> contacts.search("ann", 10, "trace-2"));
    assertThat(contacts.calls()).containsExactly("search ann 10 trace-1");
    assertThat(application.keys("acme", "search")).containsExactly(List.of("ann", 10));
  }

  @Test
  void call_skipGet_runsEachTimeAndStoresTheLatest() throws Exception {
    TenantContext.callAs("acme", () -> contacts.refresh(7));
    assertThat(TenantContext.callAs("acme", () -> contacts.refresh(7))).isEqualTo("fresh 2");
    assertThat(TenantContext.callAs("acme", () -> contacts.byId(7))).isEqualTo("fresh 2");
  }

  @Test
  void call_keyGenerator_makesTheKey() throws Exception {
    TenantContext.callAs("acme", () -> contacts.caseless("Ann"));
    TenantContext.callAs("acme", () -> contacts.caseless("ANN"));
    assertThat(contacts.calls()).containsExactly("caseless Ann");
  }

  @Test
  void call_exceptionCache_throwsTheRememberedOne() {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> TenantContext.callAs("acme", () -> contacts.remembersIllegal("a")))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("a is illegal");
      assertThatThrownBy(() -> TenantContext.callAs("acme", () -> contacts.remembersIllegal("")))
          .isExactlyInstanceOf(IllegalStateException.class);
    }
    assertThat(contacts.calls()).containsExactly("remembers a", "remembers ", "remembers ");
  }

  @Test
  void call_exceptionsThatAreNotCached_runAgainAndAllOthersAreRemembered() {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> TenantContext.callAs("acme", () -> contacts.remembersMost("a")))
          .isExactlyInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> TenantContext.callAs("acme", () -> contacts.remembersMost("")))
          .isExactlyInstanceOf(IllegalStateException.class);
    }
    assertThat(contacts.calls()).containsExactly("most a", "most ", "most ");
  }

  @Test
  void call_throughGenericInterface_isCachedToo() throws Exception {
    Source<UUID> source = application.get(UuidSource.class);
    UUID id = new UUID(1, 2);
    TenantContext.callAs("acme", () -> source.load(id));
    TenantContext.callAs("acme", () -> source.load(id));
    assertThat(application.get(UuidSource.class).calls()).isEqualTo(1);
  }

  @ApplicationScoped
  static class Contacts {
    private final List<String> calls = new ArrayList<>();

    @CacheResult(cacheName = "contact")
    @Nullable String byId(long id) {
      calls.add("byId " + id);
      return id < 0 ? null : "contact " + id;
    }

    @CacheResult(cacheName = "contact", skipGet = true)
    String refresh(long id) {
      calls.add("refresh " + id);
      return "fresh " + calls.size();
    }

    @CacheResult(cacheName = "contacts")
    List<String> list() {
      calls.add("list");
      return List.of("contact 1", "contact 2");
    }

    @CacheResult
    String unnamed(String name, int page) {
      return name + page;
    }

    @CacheResult(cacheName = "search")
    String search(@CacheKey String text, @CacheKey int page, String traceId) {
      calls.add("search " + text + " " + page + " " + traceId);
      return text;
    }

    @CacheResult(cacheName = "failures")
    String fails(String id) throws IOException {
      calls.add("fails " + id);
      throw new IOException(id + " is broken");
    }

    @CacheResult(cacheName = "caseless", cacheKeyGenerator = Caseless.class)
    String caseless(String name) {
      calls.add("caseless " + name);
      return name;
    }

    @CacheResult(
        cacheName = "remembers",
        exceptionCacheName = "remembered",
        cachedExceptions = IllegalArgumentException.class)
    String remembersIllegal(String id) {
      calls.add("remembers " + id);
      if (id.isEmpty()) {
        throw new IllegalStateException("no id");
      }
      throw new IllegalArgumentException(id + " is illegal");
    }

    @CacheResult(
        cacheName = "remembers-most",
        exceptionCacheName = "remembered-most",
        nonCachedExceptions = IllegalStateException.class)
    String remembersMost(String id) {
      calls.add("most " + id);
      if (id.isEmpty()) {
        throw new IllegalStateException("no id");
      }
      throw new IllegalArgumentException(id + " is illegal");
    }

    List<String> calls() {
      return calls;
    }
  }

  @ApplicationScoped
  @CacheDefaults(cacheName = "defaults")
  static class WithDefaults {
    @CacheResult
    String one(String id) {
      return id;
    }
  }

  interface Source<K> {
    String load(K key);
  }

  @ApplicationScoped
  static class UuidSource implements Source<UUID> {
    private int calls;

    @Override
    @CacheResult(cacheName = "by-uuid")
    public String load(UUID key) {
      calls++;
      return key.toString();
    }

    int calls() {
      return calls;
    }
  }

  static final class Caseless implements CacheKeyGenerator {
    @Override
    public GeneratedCacheKey generateCacheKey(
        CacheKeyInvocationContext<? extends Annotation> context) {
      assertThat(context.getCacheName()).isEqualTo("caseless");
      assertThat(context.getCacheAnnotation()).isInstanceOf(CacheResult.class);
      assertThat(context.getAllParameters()).hasSize(1);
      assertThat(context.getValueParameter()).isNull();
      return new CaselessKey(
          context.getKeyParameters()[0].getValue().toString().toLowerCase(java.util.Locale.ROOT));
    }
  }

  record CaselessKey(String name) implements GeneratedCacheKey {}
}
