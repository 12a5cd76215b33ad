/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@ContainerTest
class CacheTagsTest {
  private final TransactionServer server = new TransactionServer();
  private final Application application = Application.of(Inbox.class);
  private final Inbox inbox = application.get(Inbox.class);

  @AfterEach
  void close() {
    application.close();
    server.close();
  }

  @Test
  void invalidateTags_method_losesTheTaggedEntriesOfItsTenant() throws Exception {
    String before = as("acme", () -> inbox.conversation("7", 1));
    String other = as("acme", () -> inbox.conversation("8", 2));
    String contact = as("acme", () -> inbox.contact(1));
    String foreign = as("globex", () -> inbox.conversation("7", 1));
    as("acme", () -> inbox.renamed("7"));
    assertThat(as("acme", () -> inbox.conversation("7", 1))).isNotEqualTo(before);
    assertThat(as("acme", () -> inbox.conversation("8", 2))).isEqualTo(other);
    assertThat(as("globex", () -> inbox.conversation("7", 1))).isEqualTo(foreign);
    as("acme", inbox::all);
    assertThat(as("acme", () -> inbox.conversation("8", 2))).isNotEqualTo(other);
    assertThat(as("acme", () -> inbox.contact(1))).isNotEqualTo(contact);
    assertThat(as("globex", () -> inbox.conversation("7", 1))).isEqualTo(foreign);
  }

  @Test
  void invalidateTag_byCode_reachesAnnotatedMethods() throws Exception {
    String before = as("acme", () -> inbox.conversation("7", 1));
    application.caches().invalidateTag("acme", "user:7");
    assertThat(as("acme", () -> inbox.conversation("7", 1))).isNotEqualTo(before);
    assertThat(application.caches().tag("acme", "conversations", 3L, Set.of("x"))).isFalse();
  }

  /** What a method read before an invalidation must not be served after it. */
  @Test
  void cacheResult_tagInvalidatedWhileItRuns_isNotServedToTheNext() throws Exception {
    inbox.meanwhile(() -> application.caches().invalidateTag("acme", "user:7"));
    String stale = as("acme", () -> inbox.conversation("7", 1));
    assertThat(as("acme", () -> inbox.conversation("7", 1))).isNotEqualTo(stale);
    inbox.meanwhile(() -> application.caches().invalidateTag("acme", "user:7"));
    stale = as("acme", () -> inbox.refreshed("7", 1));
    assertThat(as("acme", () -> inbox.conversation("7", 1))).isNotEqualTo(stale);
  }

  @Test
  void cacheResult_later_isTagged() throws Exception {
    CompletableFuture<String> first = new CompletableFuture<>();
    as("acme", () -> inbox.later("7", first));
    application.caches().invalidateTag("acme", "user:7");
    first.complete("stale");
    CompletableFuture<String> second = CompletableFuture.completedFuture("fresh");
    assertThat(as("acme", () -> inbox.later("7", second)).toCompletableFuture().get())
        .isEqualTo("fresh");
    application.caches().invalidateTag("acme", "user:7");
    CompletableFuture<String> third = CompletableFuture.completedFuture("newer");
    assertThat(as("acme", () -> inbox.later("7", third)).toCompletableFuture().get())
        .isEqualTo("newer");
  }

  @Test
  void cachePut_isTagged() throws Exception {
    as("acme", () -> inbox.store(1, "7", "stored"));
    assertThat(as("acme", () -> inbox.contact(1))).isEqualTo("stored");
    application.caches().invalidateTag("acme", "user:7");
    assertThat(as("acme", () -> inbox.contact(1))).isNotEqualTo("stored");
    inbox.meanwhile(() -> application.caches().invalidateTag("acme", "user:7"));
    as("acme", () -> inbox.store(1, "7", "stale"));
    assertThat(as("acme", () -> inbox.contact(1))).isNotEqualTo("stale");
  }

  @Test
  void sharedResource_hasTagsOfItsOwn() throws Exception {
    String before = inbox.country("nl");
    as("acme", () -> inbox.inEurope(false));
    application.caches().invalidateTag("acme", "europe");
    assertThat(inbox.country("nl")).isEqualTo(before);
    assertThatThrownBy(() -> as("acme", () -> inbox.inEurope(true)))
        .isInstanceOf(IOException.class);
    assertThat(inbox.country("nl")).isEqualTo(before);
    inbox.inSharedEurope();
    assertThat(inbox.country("nl")).isNotEqualTo(before);
  }

  @Test
  void invalidateTags_tenantArgument_isThatTenants() throws Exception {
    String before = as("acme", () -> inbox.conversation("7", 1));
    inbox.renamedFor("acme", "7");
    assertThat(as("acme", () -> inbox.conversation("7", 1))).isNotEqualTo(before);
    assertThatThrownBy(() -> inbox.renamed("7")).isInstanceOf(TenantRequiredException.class);
  }

  @Test
  void invalidateTags_inATransaction_followsItsCommit() throws Exception {
    UserTransaction transaction = server.transaction();
    String before = as("acme", () -> inbox.conversation("7", 1));
    transaction.begin();
    as("acme", () -> inbox.renamed("7"));
    String within = as("acme", () -> inbox.conversation("7", 1));
    assertThat(within).as("read past the cache").isNotEqualTo(before);
    transaction.rollback();
    assertThat(as("acme", () -> inbox.conversation("7", 1))).isEqualTo(before);
    transaction.begin();
    as("acme", () -> inbox.renamed("7"));
    as("acme", () -> inbox.conversation("7", 2));
    transaction.commit();
    assertThat(application.caches().cache("acme", "conversations")).isEmpty();
    assertThat(as("acme", () -> inbox.conversation("7", 1))).isNotEqualTo(before);
  }

  @Test
  void deployment_faults_areReportedTogether() throws IOException {
    String faulty = Faulty.class.getName();
    assertThat(Application.problemsOf(Faulty.class))
        .contains("problems=8")
        .contains("TIERCEL-4131 " + faulty + ".nothing()")
        .contains("TIERCEL-4131 " + faulty + ".removes(java.lang.String)")
        .contains("TIERCEL-4132 " + faulty + ".none(java.lang.String)")
        .contains("TIERCEL-4133 " + faulty + ".unknown(java.lang.String)")
        .contains("tag=user:{nobody} arguments=[id]")
        .contains("tag=user:{id arguments=[id]")
        .contains("TIERCEL-4134 " + faulty + ".shared(java.lang.String)")
        .contains("TIERCEL-4112 " + faulty + ".hidden()");
  }

  private static <V> V as(String tenant, Callable<V> call) throws Exception {
    return TenantContext.callAs(tenant, call);
  }

  @ApplicationScoped
  static class Inbox {
    private int queries;
    private Runnable meanwhile = () -> {};

    void meanwhile(Runnable action) {
      meanwhile = action;
    }

    @CacheResult(cacheName = "conversations")
    @CacheTags({"user:{user}", "tenant:{tenant}"})
    String conversation(String user, @CacheKey long id) {
      return query();
    }

    @CacheResult(cacheName = "conversations", skipGet = true)
    @CacheTags("user:{0}")
    String refreshed(String user, @CacheKey long id) {
      return query();
    }

    @CacheResult(cacheName = "later")
    @CacheTags("user:{user}")
    CompletionStage<String> later(@CacheKey String user, CompletionStage<String> answer) {
      return answer;
    }

    @CacheResult(cacheName = "contacts")
    @CacheTags("tenant:{tenant}")
    String contact(long id) {
      return query();
    }

    @CachePut(cacheName = "contacts")
    @CacheTags("user:{user}")
    boolean store(@CacheKey long id, String user, @CacheValue String value) {
      query();
      return true;
    }

    @CacheResult(cacheName = "countries")
    @CacheTags("europe")
    String country(String id) {
      return query();
    }

    @InvalidateTags("user:{user}")
    boolean renamed(String user) {
      return true;
    }

    @InvalidateTags("user:{user}")
    void renamedFor(@TenantId String tenant, String user) {}

    @InvalidateTags("tenant:{tenant}")
    boolean all() {
      return true;
    }

    @InvalidateTags("europe")
    boolean inEurope(boolean fails) throws IOException {
      if (fails) {
        throw new IOException("not done");
      }
      return true;
    }

    @InvalidateTags(value = "europe", shared = true)
    void inSharedEurope() {}

    private String query() {
      Runnable action = meanwhile;
      meanwhile = () -> {};
      action.run();
      return "row " + ++queries;
    }
  }

  @ApplicationScoped
  @SuppressWarnings("unused")
  static class Faulty {
    @CacheTags("x")
    void nothing() {}

    @CacheRemove(cacheName = "a")
    @CacheTags("x")
    void removes(String id) {}

    @CacheResult(cacheName = "b")
    @CacheTags({})
    String none(String id) {
      return id;
    }

    @CacheResult(cacheName = "c")
    @CacheTags({"user:{nobody}", "user:{id"})
    String unknown(String id) {
      return id;
    }

    @CacheResult(cacheName = "countries")
    @CacheTags("x:{tenant}")
    String shared(String id) {
      return id;
    }

    @InvalidateTags(value = "x:{tenant}", shared = true)
    void sharedToo() {}

    @InvalidateTags("x")
    private void hidden() {}
  }
}
