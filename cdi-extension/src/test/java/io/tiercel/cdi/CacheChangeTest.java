/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiercel.tenant.TenantCaches;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ContainerTest
class CacheChangeTest {
  private final Application application = Application.of(Messages.class);
  private final Messages messages = application.get(Messages.class);

  @BeforeEach
  void fill() throws Exception {
    for (String tenant : new String[] {"acme", "globex"}) {
      TenantContext.callAs(tenant, () -> messages.find(1));
      TenantContext.callAs(tenant, () -> messages.find(2));
      TenantContext.callAs(tenant, () -> messages.conversation(1));
    }
  }

  @AfterEach
  void close() {
    application.close();
  }

  @Test
  void put_storesTheValueAndInvalidatesWhatDependsOnIt() throws Exception {
    asAcme(() -> messages.update(1, "new", "a note"));
    assertThat(asAcme(() -> messages.find(1))).isEqualTo("new");
    assertThat(size("acme", "messages")).isEqualTo(2);
    assertThat(size("acme", "conversations")).isZero();
    assertThat(size("globex", "conversations")).isEqualTo(1);
  }

  @Test
  void put_nullValue_removesTheEntry() throws Exception {
    asAcme(() -> messages.update(1, null, "a note"));
    assertThat(size("acme", "messages")).isEqualTo(1);
  }

  @Test
  void put_methodThrows_storesNothingUnlessAskedTo() {
    assertThatThrownBy(() -> asAcme(() -> messages.failingUpdate(1, "new")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(stored(1)).isEqualTo("message 1");
    assertThatThrownBy(() -> asAcme(() -> messages.failingUpdateThatCounts(1, "new")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(stored(1)).isEqualTo("new");
    assertThatThrownBy(() -> asAcme(() -> messages.failingUpdateThatDoesNotCount(1, "newer")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(stored(1)).isEqualTo("new");
  }

  @Test
  void put_beforeInvocation_isStoredWhenTheMethodRuns() throws Exception {
    assertThat(asAcme(() -> messages.updateBefore(1, "early"))).isEqualTo("early");
    assertThat(stored(1)).isEqualTo("early");
  }

  @Test
  void remove_removesOneEntryAndInvalidatesWhatDependsOnIt() throws Exception {
    asAcme(() -> messages.delete(1, true));
    assertThat(size("acme", "messages")).isEqualTo(1);
    assertThat(size("acme", "conversations")).isZero();
    assertThat(size("globex", "messages")).isEqualTo(2);
    assertThat(size("globex", "conversations")).isEqualTo(1);
  }

  @Test
  void remove_methodThrows_removesNothingUnlessAskedTo() {
    assertThatThrownBy(() -> asAcme(() -> messages.delete(1, false)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(size("acme", "messages")).isEqualTo(2);
    assertThatThrownBy(() -> asAcme(() -> messages.deleteAnyway(1)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(size("acme", "messages")).isEqualTo(1);
  }

  @Test
  void remove_beforeInvocation_isGoneWhenTheMethodRuns() throws Exception {
    assertThat(asAcme(() -> messages.deleteBefore(1))).isEqualTo(1);
  }

  @Test
  void removeAll_invalidatesTheResourceAndWhatDependsOnIt() throws Exception {
    asAcme(messages::importAll);
    assertThat(size("acme", "messages")).isZero();
    assertThat(size("acme", "conversations")).isZero();
    assertThat(size("globex", "messages")).isEqualTo(2);
    assertThat(size("globex", "conversations")).isEqualTo(1);
  }

  @Test
  void removeAll_methodThrows_invalidatesNothingUnlessAskedTo() {
    assertThatThrownBy(() -> asAcme(() -> messages.failingImport(false)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(size("acme", "messages")).isEqualTo(2);
    assertThatThrownBy(() -> asAcme(() -> messages.failingImport(true)))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(size("acme", "messages")).isZero();
  }

  @Test
  void removeAll_beforeInvocation_isEmptyWhenTheMethodRuns() throws Exception {
    assertThat(asAcme(messages::importBefore)).isZero();
  }

  private @Nullable Object stored(long id) {
    try {
      return asAcme(() -> messages.find(id));
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  private int size(String tenant, String resource) {
    return application.keys(tenant, resource).size();
  }

  private static <V> V asAcme(Callable<V> call) throws Exception {
    return TenantContext.callAs("acme", call);
  }

  @ApplicationScoped
  static class Messages {
    @Inject TenantCaches caches;

    @CacheResult(cacheName = "messages")
    String find(long id) {
      return "message " + id;
    }

    @CacheResult(cacheName = "conversations")
    String conversation(long id) {
      return "conversation " + id;
    }

    @CachePut(cacheName = "messages")
    String update(@CacheKey long id, @CacheValue @Nullable String text, String note) {
      return "updated " + id + text + note;
    }

    @CachePut(cacheName = "messages")
    String failingUpdate(long id, @CacheValue String text) {
      throw new IllegalStateException(id + text);
    }

    @CachePut(cacheName = "messages", cacheFor = RuntimeException.class)
    String failingUpdateThatCounts(long id, @CacheValue String text) {
      throw new IllegalStateException(id + text);
    }

    @CachePut(
        cacheName = "messages",
        cacheFor = RuntimeException.class,
        noCacheFor = IllegalStateException.class)
    String failingUpdateThatDoesNotCount(long id, @CacheValue String text) {
      throw new IllegalStateException(id + text);
    }

    @CachePut(cacheName = "messages", afterInvocation = false)
    String updateBefore(long id, @CacheValue String text) {
      return find(id, text);
    }

    private String find(long id, String text) {
      for (var entry : caches.cache("acme", "messages")) {
        if (entry.getValue().equals(text)) {
          return text;
        }
      }
      return "nothing at " + id;
    }

    @CacheRemove(cacheName = "messages")
    boolean delete(@CacheKey long id, boolean works) {
      if (!works) {
        throw new IllegalStateException("cannot delete " + id);
      }
      return true;
    }

    @CacheRemove(cacheName = "messages", evictFor = IllegalStateException.class)
    boolean deleteAnyway(long id) {
      throw new IllegalStateException("cannot delete " + id);
    }

    @CacheRemove(cacheName = "messages", afterInvocation = false)
    int deleteBefore(long id) {
      return count();
    }

    @CacheRemoveAll(cacheName = "messages")
    int importAll() {
      return count();
    }

    @CacheRemoveAll(cacheName = "messages", noEvictFor = IllegalStateException.class)
    int failingImport(boolean other) {
      throw other ? new UnsupportedOperationException() : new IllegalStateException();
    }

    @CacheRemoveAll(cacheName = "messages", afterInvocation = false)
    int importBefore() {
      return count();
    }

    private int count() {
      int entries = 0;
      for (var ignored : caches.cache("acme", "messages")) {
        entries++;
      }
      return entries;
    }
  }
}
