/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Methods whose results come later. Their stages are completed by the tests. */
@ContainerTest
class LaterResultTest {
  private final Application application = Application.of(Messages.class);
  private final Messages messages = application.get(Messages.class);

  @AfterEach
  void close() {
    application.close();
  }

  @Test
  void result_isStoredWhenItCompletes() throws Exception {
    CompletableFuture<List<String>> first = asAcme(() -> messages.find(1));
    assertThat(first).isNotDone();
    assertThat(application.keys("acme", "messages")).isEmpty();
    messages.answer(0, List.of("one"));
    assertThat(first).isCompletedWithValue(List.of("one"));
    assertThat(application.keys("acme", "messages")).containsExactly(List.of(1L));
    assertThat(asAcme(() -> messages.find(1))).isCompletedWithValue(List.of("one"));
    assertThat(messages.calls()).isEqualTo(1);
  }

  @Test
  void result_concurrentCallers_shareOneLoadAndGetCopiesOfTheirOwn() throws Exception {
    CompletableFuture<List<String>> first = asAcme(() -> messages.find(1));
    CompletableFuture<List<String>> second = asAcme(() -> messages.find(1));
    CompletableFuture<List<String>> third = asAcme(() -> messages.find(1));
    assertThat(messages.calls()).isEqualTo(1);
    assertThat(third.cancel(true)).isTrue();
    messages.answer(0, new ArrayList<>(List.of("one")));
    assertThat(second.join()).isEqualTo(first.join()).isNotSameAs(first.join());
    first.join().add("mine alone");
    assertThat(second.join()).containsExactly("one");
    assertThat(asAcme(() -> messages.find(1)).join()).containsExactly("one");
  }

  @Test
  void result_tenantIsThatOfTheCall() throws Exception {
    CompletableFuture<List<String>> acme = asAcme(() -> messages.find(1));
    CompletableFuture<List<String>> globex = TenantContext.callAs("globex", () -> messages.find(1));
    TenantContext.callAs(
        "globex",
        () -> {
          messages.answer(0, List.of("acme's"));
          return true;
        });
    messages.answer(1, List.of("globex's"));
    assertThat(acme).isCompletedWithValue(List.of("acme's"));
    assertThat(globex).isCompletedWithValue(List.of("globex's"));
    assertThat(asAcme(() -> messages.find(1))).isCompletedWithValue(List.of("acme's"));
  }

  @Test
  void result_clearedMeanwhile_isNotStoredNorShared() throws Exception {
    CompletableFuture<List<String>> before = asAcme(() -> messages.find(1));
    application.caches().invalidate("acme", "messages");
    CompletableFuture<List<String>> after = asAcme(() -> messages.find(1));
    messages.answer(0, List.of("old"));
    assertThat(before).isCompletedWithValue(List.of("old"));
    assertThat(application.keys("acme", "messages")).isEmpty();
    messages.answer(1, List.of("new"));
    assertThat(after).isCompletedWithValue(List.of("new"));
    assertThat(asAcme(() -> messages.find(1))).isCompletedWithValue(List.of("new"));
  }

  @Test
  void result_nullOrNoStage_isNotStored() throws Exception {
    CompletableFuture<List<String>> found = asAcme(() -> messages.find(1));
    messages.answer(0, null);
    assertThat(found).isCompletedWithValue(null);
    assertThat(asAcme(() -> messages.none(1)).toCompletableFuture()).isCompletedWithValue(null);
    assertThat(application.keys("acme", "messages")).isEmpty();
  }

  @Test
  void result_fails_reachesAllCallersUnchangedAndIsNotStored() throws Exception {
    CompletableFuture<List<String>> first = asAcme(() -> messages.find(1));
    CompletableFuture<List<String>> second = asAcme(() -> messages.find(1));
    IOException failure = new IOException("no database");
    messages.fail(0, failure);
    assertThatThrownBy(first::get).cause().isSameAs(failure);
    assertThatThrownBy(second::get).cause().isSameAs(failure);
    asAcme(() -> messages.find(1));
    assertThat(messages.calls()).isEqualTo(2);
  }

  @Test
  void result_methodThrowsInPlaceOfAStage_callerGetsThat() throws Exception {
    assertThatThrownBy(() -> asAcme(() -> messages.throwing(1)))
        .isExactlyInstanceOf(IOException.class);
    assertThatThrownBy(() -> asAcme(() -> messages.throwing(1)))
        .isExactlyInstanceOf(IOException.class);
  }

  @Test
  void result_exceptionCache_remembersWhatItListsOnly() throws Exception {
    CompletionStage<String> first = asAcme(() -> messages.remembering(1));
    messages.fail(0, new CompletionException(new IllegalStateException("not listed")));
    assertThatThrownBy(first.toCompletableFuture()::get)
        .hasCauseInstanceOf(IllegalStateException.class);
    CompletionStage<String> second = asAcme(() -> messages.remembering(1));
    messages.fail(1, new CompletionException(new IOException("listed")));
    assertThatThrownBy(second.toCompletableFuture()::get).hasCauseInstanceOf(IOException.class);
    CompletionStage<String> third = asAcme(() -> messages.remembering(1));
    assertThatThrownBy(third.toCompletableFuture()::get)
        .cause()
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("listed");
    assertThat(messages.calls()).isEqualTo(2);
  }

  @Test
  void result_skipGet_runsEachTimeAndStoresTheLatest() throws Exception {
    asAcme(() -> messages.refresh(1));
    messages.answer(0, List.of("one"));
    CompletableFuture<List<String>> second = asAcme(() -> messages.refresh(1));
    assertThat(second).isNotDone();
    messages.answer(1, List.of("two"));
    assertThat(asAcme(() -> messages.find(1))).isCompletedWithValue(List.of("two"));
  }

  @Test
  void changes_happenWhenTheResultCompletes() throws Exception {
    fill();
    CompletionStage<String> put = asAcme(() -> messages.put(1, "new"));
    CompletionStage<String> removed = asAcme(() -> messages.remove(2));
    assertThat(application.caches().cache("acme", "conversations")).hasSize(1);
    assertThat(stored(1L)).isEqualTo("old");
    messages.answer(0, "done");
    assertThat(put.toCompletableFuture()).isCompletedWithValue("done");
    assertThat(stored(1L)).isEqualTo("new");
    assertThat(application.caches().cache("acme", "conversations")).isEmpty();
    assertThat(stored(2L)).isEqualTo("old");
    messages.answer(1, null);
    assertThat(removed.toCompletableFuture()).isCompletedWithValue(null);
    assertThat(stored(2L)).isNull();
    asAcme(messages::removeAll);
    assertThat(stored(1L)).isEqualTo("new");
    messages.answer(2, null);
    assertThat(stored(1L)).isNull();
  }

  @Test
  void changes_resultFails_happenForListedFailuresOnly() throws Exception {
    fill();
    CompletionStage<String> removed = asAcme(() -> messages.remove(1));
    messages.fail(0, new IOException("not listed"));
    assertThat(stored(1L)).isEqualTo("old");
    assertThatThrownBy(removed.toCompletableFuture()::get).hasCauseInstanceOf(IOException.class);
    asAcme(() -> messages.remove(1));
    messages.fail(1, new CompletionException(new IllegalStateException("listed")));
    assertThat(stored(1L)).isNull();
  }

  private void fill() {
    application.caches().put("acme", "messages", 1L, "old");
    application.caches().put("acme", "messages", 2L, "old");
    application.caches().put("acme", "conversations", 1L, "old");
  }

  /** Reads as the annotated methods do: their keys are made of arguments. */
  private @Nullable Object stored(long id) throws Exception {
    return asAcme(() -> messages.look(id));
  }

  private static <V extends @Nullable Object> V asAcme(Callable<V> call) throws Exception {
    return TenantContext.callAs("acme", call);
  }

  @ApplicationScoped
  static class Messages {
    private final List<CompletableFuture<Object>> pending = new ArrayList<>();

    @CacheResult(cacheName = "messages")
    CompletableFuture<List<String>> find(long id) {
      return next();
    }

    @CacheResult(cacheName = "messages")
    @Nullable CompletionStage<List<String>> none(long id) {
      return null;
    }

    @CacheResult(cacheName = "messages", skipGet = true)
    CompletableFuture<List<String>> refresh(long id) {
      return next();
    }

    @CacheResult(cacheName = "throwing")
    CompletionStage<String> throwing(long id) throws IOException {
      throw new IOException("not even begun");
    }

    @CacheResult(
        cacheName = "remembering",
        exceptionCacheName = "remembered",
        cachedExceptions = IOException.class)
    CompletionStage<String> remembering(long id) {
      return next();
    }

    @CachePut(cacheName = "messages")
    CompletionStage<String> put(@CacheKey long id, @CacheValue String value) {
      return next();
    }

    @CacheRemove(cacheName = "messages", evictFor = IllegalStateException.class)
    CompletionStage<String> remove(long id) {
      return next();
    }

    @CacheRemoveAll(cacheName = "messages")
    CompletableFuture<String> removeAll() {
      return next();
    }

    @CacheResult(cacheName = "messages")
    @Nullable Object look(long id) {
      return null;
    }

    int calls() {
      return pending.size();
    }

    void answer(int call, @Nullable Object value) {
      pending.get(call).complete(value);
    }

    void fail(int call, Throwable failure) {
      pending.get(call).completeExceptionally(failure);
    }

    @SuppressWarnings("unchecked") // the test answers what the method promises
    private <T> CompletableFuture<T> next() {
      CompletableFuture<Object> stage = new CompletableFuture<>();
      pending.add(stage);
      return (CompletableFuture<T>) stage;
    }
  }
}
