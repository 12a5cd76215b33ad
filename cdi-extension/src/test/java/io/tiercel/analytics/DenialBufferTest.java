/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class DenialBufferTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");

  private final DenialBuffer buffer = new DenialBuffer(() -> NOW, "node-1");

  @Test
  void take_denialsThatAreAlike_isOneRow() {
    Denial denial = new Denial("acme", "api", "tenant=acme|ip=203.0.113.1", true);
    assertThat(buffer.isEmpty()).isTrue();
    for (int i = 0; i < 3; i++) {
      assertThat(buffer.offer(denial)).isTrue();
    }
    assertThat(buffer.isEmpty()).isFalse();
    RateLimitDenial row = buffer.take(10).get(0);
    assertThat(row.id()).isNull();
    assertThat(row.occurredAt()).isEqualTo(NOW.atOffset(ZoneOffset.UTC));
    assertThat(row.tenantId()).isEqualTo("acme");
    assertThat(row.limiterName()).isEqualTo("api");
    assertThat(row.subject()).isEqualTo("tenant=acme|ip=203.0.113.1");
    assertThat(row.denialCount()).isEqualTo(3);
    assertThat(row.degraded()).isTrue();
    assertThat(row.nodeId()).isEqualTo("node-1");
    assertThat(buffer.isEmpty()).isTrue();
    assertThat(buffer.take(10)).isEmpty();
  }

  @Test
  void take_denialsThatDiffer_areRowsOfTheirOwn() {
    buffer.offer(new Denial("acme", "api", "s", false));
    buffer.offer(new Denial(null, "api", "s", false));
    buffer.offer(new Denial("acme", "other", "s", false));
    buffer.offer(new Denial("acme", "api", "t", false));
    buffer.offer(new Denial("acme", "api", "s", true));
    assertThat(buffer.take(3)).hasSize(3);
    assertThat(buffer.take(3)).hasSize(2).allMatch(row -> row.denialCount() == 1);
  }

  @Test
  void offer_full_refusesOthersAndCountsWhatIsThere() {
    for (int i = 0; i < DenialBuffer.MOST_ROWS; i++) {
      buffer.offer(subject("s" + i));
    }
    assertThat(buffer.offer(subject("new"))).isFalse();
    assertThat(buffer.offer(subject("s7"))).isTrue();
    assertThat(buffer.take(Integer.MAX_VALUE)).hasSize(DenialBuffer.MOST_ROWS);
    assertThat(buffer.offer(subject("new"))).isTrue();
  }

  @Test
  void take_whileOthersOffer_losesNone() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> offering = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        offering.add(threads.submit(() -> offerMany(5_000)));
      }
      long taken = 0;
      while (!offering.stream().allMatch(Future::isDone)) {
        taken += sum(buffer.take(2));
      }
      for (Future<?> each : offering) {
        each.get();
      }
      assertThat(taken + sum(buffer.take(10))).isEqualTo(20_000);
    } finally {
      threads.shutdownNow();
    }
  }

  private void offerMany(int calls) {
    for (int i = 0; i < calls; i++) {
      buffer.offer(subject("s" + i % 3));
    }
  }

  private static long sum(List<RateLimitDenial> rows) {
    return rows.stream().mapToLong(RateLimitDenial::denialCount).sum();
  }

  private static Denial subject(String subject) {
    return new Denial("acme", "api", subject, false);
  }
}
