/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tiercel.jcache.config.Mode;
import io.tiercel.session.CreatedSession;
import io.tiercel.session.Session;
import io.tiercel.session.SessionStore;
import io.tiercel.session.SessionTimeouts;
import io.tiercel.tenant.TenantCaches;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions of users. */
final class SessionStoreIT {
  private static final Duration IDLE = Duration.ofMinutes(10);
  private static final SessionTimeouts TIMEOUTS = new SessionTimeouts(IDLE, Duration.ofHours(1));
  private static final Map<String, String> ATTRIBUTES = Map.of("role", "admin");

  @RegisterExtension static final Nodes NODES = new Nodes();

  private static final AtomicInteger TENANTS = new AtomicInteger();

  private final String tenant = "org_s" + TENANTS.incrementAndGet();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T10:00:00.123Z"));

  @ParameterizedTest
  @EnumSource(names = {"LOCAL", "REMOTE", "TIERED"})
  void session_created_isOpenedByItsTokenAlone(Mode mode) {
    try (Node node = node(mode)) {
      SessionStore sessions = sessions(node);
      CreatedSession created = sessions.createSession(tenant, "ann", ATTRIBUTES);
      CreatedSession another = sessions.createSession(tenant, "ann", Map.of());
      assertThat(created.token()).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(another.token());
      assertThat(created.toString()).doesNotContain(created.token());
      assertThat(sessions.getSession(tenant, created.token()))
          .isEqualTo(new Session("ann", requireNonNull(now.get()), ATTRIBUTES));
      assertThat(sessions.getSession(tenant + "x", created.token())).isNull();
      assertThat(sessions.getSession(tenant, "A".repeat(43))).isNull();
      assertThat(sessions.getSession(tenant, "")).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LOCAL", "REMOTE", "TIERED"})
  void session_revoked_isGoneAndOthersStay(Mode mode) {
    try (Node node = node(mode)) {
      SessionStore sessions = sessions(node);
      String first = sessions.createSession(tenant, "ann", ATTRIBUTES).token();
      String second = sessions.createSession(tenant, "ann", ATTRIBUTES).token();
      String bobs = sessions.createSession(tenant, "bob", ATTRIBUTES).token();
      assertThat(sessions.revoke(tenant, first)).isTrue();
      assertThat(sessions.revoke(tenant, first)).isFalse();
      assertThat(sessions.getSession(tenant, first)).isNull();
      assertThat(sessions.getSession(tenant, second)).isNotNull();
      sessions.revokeAll(tenant, "ann");
      assertThat(sessions.getSession(tenant, second)).isNull();
      assertThat(sessions.getSession(tenant, bobs)).isNotNull();
      String later = sessions.createSession(tenant, "ann", ATTRIBUTES).token();
      assertThat(sessions.getSession(tenant, later)).isNotNull();
      assertThat(sessions.getSession(tenant, second)).as("an old one").isNull();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LOCAL", "REMOTE", "TIERED"})
  void session_timeouts_endIt(Mode mode) {
    try (Node node = node(mode)) {
      SessionStore sessions = sessions(node);
      String read = sessions.createSession(tenant, "ann", ATTRIBUTES).token();
      String idle = sessions.createSession(tenant, "ann", ATTRIBUTES).token();
      for (int minutes = 9; minutes < 60; minutes += 9) {
        pass(Duration.ofMinutes(9));
        assertThat(sessions.getSession(tenant, read)).as("after " + minutes).isNotNull();
      }
      assertThat(sessions.getSession(tenant, idle)).isNull();
      pass(Duration.ofMinutes(6));
      assertThat(sessions.getSession(tenant, read)).as("after an hour").isNull();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LOCAL", "REMOTE", "TIERED"})
  void session_rotated_keepsItsAgeUnderAnotherToken(Mode mode) {
    try (Node node = node(mode)) {
      SessionStore sessions = sessions(node);
      Instant begin = requireNonNull(now.get());
      String old = sessions.createSession(tenant, "ann", ATTRIBUTES).token();
      pass(Duration.ofMinutes(5));
      CreatedSession rotated = sessions.rotate(tenant, old);
      assertThat(rotated).isNotNull();
      assertThat(sessions.getSession(tenant, old)).isNull();
      assertThat(sessions.getSession(tenant, rotated.token()))
          .isEqualTo(new Session("ann", begin, ATTRIBUTES));
      assertThat(sessions.rotate(tenant, old)).isNull();
      sessions.revokeAll(tenant, "ann");
      assertThat(sessions.rotate(tenant, rotated.token())).isNull();
    }
  }

  @Test
  void session_onAnotherNode_isOpenedAndRevoked() {
    try (Node one = node(Mode.TIERED);
        Node other = node(Mode.TIERED)) {
      String token = sessions(one).createSession(tenant, "ann", ATTRIBUTES).token();
      assertThat(sessions(other).getSession(tenant, token)).isNotNull();
      sessions(one).revokeAll(tenant, "ann");
      await().until(() -> sessions(other).getSession(tenant, token) == null);
    }
  }

  @Test
  void session_inRedis_showsNeitherTokenNorContent() {
    try (Node node = node(Mode.REMOTE)) {
      CreatedSession created = sessions(node).createSession(tenant, "ann", ATTRIBUTES);
      assertThat(TenantCaches.of(node.manager()).cache(tenant, "sessions"))
          .extracting(entry -> String.valueOf(entry.getKey()))
          .hasSize(2)
          .allMatch(key -> key.matches("[su]-[A-Za-z0-9_-]{43}"))
          .noneMatch(key -> key.contains(created.token()));
    }
  }

  @Test
  void store_resourceThatDoesNotFit_isRefused() {
    try (Node node = node(Mode.REMOTE)) {
      assertThatThrownBy(() -> SessionStore.of(node.manager(), "plain"))
          .hasMessageStartingWith("TIERCEL-1201 ")
          .hasMessageContaining("tiercel.caches.plain.encrypted = true");
      assertThatThrownBy(() -> SessionStore.of(node.manager(), "sessions"))
          .hasMessageStartingWith("TIERCEL-1202 ")
          .hasMessageContaining("life=PT1H, absolute=PT12H");
    }
    try (Node node = node(Mode.OFF)) {
      assertThatThrownBy(() -> sessions(node)).hasMessageStartingWith("TIERCEL-1203 ");
    }
    assertThatThrownBy(() -> new SessionTimeouts(IDLE, IDLE.minusMillis(1)))
        .hasMessageStartingWith("TIERCEL-1200 ");
    assertThatThrownBy(() -> new SessionTimeouts(Duration.ZERO, IDLE))
        .hasMessageStartingWith("TIERCEL-1200 ");
  }

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  private SessionStore sessions(Node node) {
    InstantSource clock = now::get;
    return SessionStore.of(node.manager(), "sessions", TIMEOUTS, clock);
  }

  private static Node node(Mode mode) {
    return Node.builder(mode)
        .redis(NODES.redis())
        .set("enabled", String.valueOf(mode != Mode.OFF))
        .set("codec.encryption-keys", "k1:a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s=")
        .set("caches.sessions.encrypted", "true")
        .set("caches.sessions.l2.ttl-seconds", "3600")
        .open();
  }
}
