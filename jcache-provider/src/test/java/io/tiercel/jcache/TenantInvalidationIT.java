/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiercel.jcache.config.Mode;
import io.tiercel.jcache.spi.Invalidation;
import io.tiercel.jcache.spi.Invalidation.Reason;
import io.tiercel.tenant.Invalidated;
import io.tiercel.tenant.PutOptions;
import io.tiercel.tenant.TenantCaches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an invalidation loses, what it leaves, what it tells and what it counts. */
final class TenantInvalidationIT {
  @RegisterExtension static final TenantNodes NODES = new TenantNodes();

  private final String tenant = TenantNodes.newTenant();

  @InEachMode
  void invalidate_resource_losesThatResourceOfThatTenant(Mode mode) throws Exception {
    TenantCaches tenants = NODES.in(mode);
    fill(tenants, tenant, "conversations", "contacts");
    fill(tenants, tenant + "1", "conversations");
    tenants.invalidate(tenant, "conversations");
    assertThat(held(tenants, tenant, "conversations")).isFalse();
    assertThat(held(tenants, tenant, "contacts")).isTrue();
    assertThat(held(tenants, tenant + "1", "conversations")).isTrue();
    assertThat(TierLog.takeInvalidations())
        .containsExactly(invalidation("conversations", Reason.MANUAL, "conversations"));
  }

  @InEachMode
  void invalidateAfterCreate_losesWhatDependsOnItTransitively(Mode mode) throws Exception {
    TenantCaches tenants = NODES.in(mode);
    String[] all = {"messages", "conversations", "dashboard-stats", "reports", "contacts"};
    fill(tenants, tenant, all);
    fill(tenants, tenant + "1", all);
    assertThat(tenants.invalidateAfterCreate(tenant, "messages").resources())
        .containsExactly("messages", "conversations", "dashboard-stats", "reports");
    assertThat(heldOf(tenants, tenant, all)).containsExactly("contacts");
    assertThat(heldOf(tenants, tenant + "1", all)).containsExactly(all);
    assertThat(TierLog.takeInvalidations())
        .containsExactly(
            invalidation("messages", Reason.MANUAL, "messages"),
            invalidation("conversations", Reason.CASCADE, "messages"),
            invalidation("dashboard-stats", Reason.CASCADE, "messages"),
            invalidation("reports", Reason.CASCADE, "messages"));
  }

  @InEachMode
  void invalidateAfterUpdateOrDelete_inACycle_invalidatesEachOnce(Mode mode) throws Exception {
    TenantCaches tenants = NODES.in(mode);
    fill(tenants, tenant, "ring-a", "ring-b", "ring-c");
    assertThat(tenants.invalidateAfterUpdate(tenant, "ring-b").resources())
        .containsExactly("ring-b", "ring-c", "ring-a");
    assertThat(heldOf(tenants, tenant, "ring-a", "ring-b", "ring-c")).isEmpty();
    assertThat(TierLog.takeInvalidations()).hasSize(3);
    fill(tenants, tenant, "ring-a", "ring-b", "ring-c");
    assertThat(tenants.invalidateAfterDelete(tenant, "ring-a").resources())
        .containsExactly("ring-a", "ring-b", "ring-c");
    assertThat(heldOf(tenants, tenant, "ring-a", "ring-b", "ring-c")).isEmpty();
  }

  @InEachMode
  void invalidateDependents_keepsTheResourceItself(Mode mode) throws Exception {
    TenantCaches tenants = NODES.in(mode);
    fill(tenants, tenant, "ring-a", "ring-b", "ring-c");
    assertThat(tenants.invalidateDependents(tenant, "ring-a").resources())
        .containsExactly("ring-b", "ring-c");
    assertThat(heldOf(tenants, tenant, "ring-a", "ring-b", "ring-c")).containsExactly("ring-a");
    assertThat(tenants.invalidateDependents(tenant, "contacts").resources()).isEmpty();
    assertThat(tenants.dependentsOf("ring-c")).containsExactly("ring-c", "ring-a", "ring-b");
    assertThat(tenants.dependentsOf("contacts")).containsExactly("contacts");
  }

  @InEachMode
  void invalidateWithDependents_tellsTheReason(Mode mode) {
    NODES.in(mode).invalidateWithDependents(tenant, "ring-a", Reason.ENTITY);
    assertThat(TierLog.takeInvalidations())
        .containsExactly(
            invalidation("ring-a", Reason.ENTITY, "ring-a"),
            invalidation("ring-b", Reason.CASCADE, "ring-a"),
            invalidation("ring-c", Reason.CASCADE, "ring-a"));
  }

  @InEachMode
  void invalidate_tenant_losesAllItsResourcesAndNobodyElses(Mode mode) throws Exception {
    TenantCaches tenants = NODES.in(mode);
    List<String> others = List.of(tenant + "1", tenant + ".a", "x" + tenant, tenant + "-", "o");
    fill(tenants, tenant, "contacts", "messages", "a:b");
    for (String other : others) {
      fill(tenants, other, "contacts");
    }
    fill(tenants, null, "exchange-rates");
    tenants.invalidate(tenant);
    assertThat(heldOf(tenants, tenant, "contacts", "messages", "a:b")).isEmpty();
    for (String other : others) {
      assertThat(held(tenants, other, "contacts")).as(other).isTrue();
    }
    assertThat(held(tenants, null, "exchange-rates")).as("shared").isTrue();
    assertThat(TierLog.takeInvalidations()).containsExactly(invalidation("*", Reason.MANUAL, "*"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"REMOTE", "TIERED"})
  void invalidate_tenant_reachesCachesThisNodeNeverOpened(Mode mode) throws Exception {
    TenantCaches here = NODES.in(mode);
    fill(here, tenant, "contacts", "messages");
    awaitFirstTier(here, mode);
    try (Node other = Node.open(mode, NODES.redis())) {
      TenantCaches.of(other.manager()).invalidate(tenant);
      assertThat(other.manager().getCacheNames()).isEmpty();
      await()
          .untilAsserted(() -> assertThat(heldOf(here, tenant, "contacts", "messages")).isEmpty());
    }
  }

  @InEachMode
  void invalidations_areCounted(Mode mode) throws Exception {
    TenantCaches tenants = NODES.in(mode);
    for (int i = 0; i < 20; i++) {
      tenants.put(tenant, "messages", i, "v");
      tenants.put(tenant, "conversations", i, "v", tagged(i < 5 ? "few" : "many"));
      tenants.put(tenant + "1", "messages", i, "v", tagged("few"));
    }
    tenants.remove(tenant, "messages", 0);
    tenants.put(tenant, "reports", "1", "v", tagged("few").withTimeToLive(Duration.ofDays(1)));
    assertThat(count(tenants.invalidateTag(tenant, "few"))).isEqualTo(6);
    assertThat(count(tenants.invalidateTag(tenant, "few"))).isZero();
    assertThat(count(tenants.invalidateAfterCreate(tenant, "messages"))).isEqualTo(19 + 15);
    assertThat(count(tenants.invalidate(tenant, "messages"))).isZero();
    tenants.put(tenant, "messages", "new", "v");
    tenants.put(tenant, "contacts", "1", "v", tagged("x"));
    Invalidated all = tenants.invalidate(tenant);
    assertThat(count(all)).isEqualTo(2);
    assertThat(count(all)).isEqualTo(2);
    assertThat(count(tenants.invalidate(tenant + "1"))).isEqualTo(20);
    assertThat(count(tenants.invalidateTag(tenant, "never used"))).isZero();
    tenants.invalidate(null, "exchange-rates");
    tenants.put(null, "exchange-rates", "EUR", "1", tagged("rates"));
    tenants.put(null, "exchange-rates", "USD", "1");
    assertThat(count(tenants.invalidateTag(null, "rates"))).isEqualTo(1);
    assertThat(count(tenants.invalidate(null, "exchange-rates"))).isEqualTo(1);
  }

  /** Those that wait for the same pass, each with a number of its own. */
  @Test
  void invalidations_countedTogether_eachHaveTheirNumber() throws Exception {
    TenantCaches tenants = NODES.in(Mode.REMOTE);
    List<Invalidated> dropped = new ArrayList<>();
    for (int n = 1; n <= 5; n++) {
      for (int i = 0; i < n; i++) {
        tenants.put(tenant, "contacts", n + "-" + i, "v");
      }
      dropped.add(tenants.invalidate(tenant, "contacts"));
    }
    dropped.forEach(Invalidated::count);
    for (int n = 1; n <= 5; n++) {
      assertThat(count(dropped.get(n - 1))).isEqualTo(n);
    }
  }

  @Test
  void invalidations_countIsNotAsked_costOneTripEach() {
    TenantCaches tenants = NODES.in(Mode.REMOTE);
    tenants.put(tenant, "contacts", "1", "v", tagged("x"));
    tenants.invalidate(tenant, "contacts");
    tenants.invalidateTag(tenant, "x");
    tenants.invalidate(tenant);
    try (CommandLog log = new CommandLog(NODES.redis().port())) {
      assertThat(log.sentBy(() -> tenants.invalidate(tenant, "contacts"))).hasSize(1);
      assertThat(log.sentBy(() -> tenants.invalidateTag(tenant, "x"))).hasSize(1);
      assertThat(log.sentBy(() -> tenants.invalidate(tenant))).hasSize(1);
    }
  }

  private static PutOptions tagged(String tag) {
    return PutOptions.DEFAULT.withTags(tag);
  }

  private static long count(Invalidated dropped) throws Exception {
    return dropped.count().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private Invalidation invalidation(String resource, Reason reason, String initiator) {
    return new Invalidation(tenant, resource, null, reason, initiator);
  }

  private static void fill(TenantCaches tenants, @Nullable String owner, String... resources)
      throws Exception {
    for (String resource : resources) {
      tenants.get(owner, resource, "a", () -> "1");
      assertThat(held(tenants, owner, resource)).as("filled").isTrue();
    }
  }

  private static boolean held(TenantCaches tenants, @Nullable String owner, String resource) {
    return tenants.cache(owner, resource).containsKey("a");
  }

  private static List<String> heldOf(TenantCaches tenants, String owner, String... resources) {
    List<String> held = new ArrayList<>();
    for (String resource : resources) {
      if (held(tenants, owner, resource)) {
        held.add(resource);
      }
    }
    return held;
  }

  /** Waits until copies are kept, where the mode has any, so that there is something to void. */
  private void awaitFirstTier(TenantCaches tenants, Mode mode) {
    String first = mode == Mode.TIERED ? "L1" : "L2";
    await()
        .until(
            () -> {
              tenants.cache(tenant, "contacts").get("a");
              return TierLog.takeReads(tenant + ":contacts").contains(first);
            });
  }
}
