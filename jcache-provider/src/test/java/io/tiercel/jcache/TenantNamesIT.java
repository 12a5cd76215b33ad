/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiercel.jcache.config.Mode;
import io.tiercel.tenant.TenantCaches;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Names of tenants, resources and entries: what is refused, and that no two meet. */
final class TenantNamesIT {
  @RegisterExtension static final TenantNodes NODES = new TenantNodes();

  private final String tenant = TenantNodes.newTenant();

  @InEachMode
  void anyCall_malformedTenant_isRefused(Mode mode) {
    TenantCaches tenants = NODES.in(mode);
    Map<String, BiConsumer<TenantCaches, String>> calls = tenantCalls();
    List<String> malformed =
        List.of(
            "",
            ":",
            "a:b",
            "a:",
            "%",
            "a%3Ab",
            "*",
            "a*",
            "a b",
            " ",
            "{a}",
            "a/b",
            "a\\b",
            "a\"b",
            "a\nb",
            "a\u0000",
            "a\u0085",
            "\ud800",
            "a".repeat(129),
            "a".repeat(10_000));
    for (String bad : malformed) {
      calls.forEach(
          (name, call) ->
              assertThatThrownBy(() -> call.accept(tenants, bad))
                  .as("%s of '%.20s'", name, bad)
                  .isInstanceOf(IllegalArgumentException.class)
                  .hasMessageStartingWith("TIERCEL-1060 ")
                  .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200)));
    }
    assertThat(TierLog.takeInvalidations()).isEmpty();
  }

  @InEachMode
  @SuppressWarnings("NullAway") // that null is refused is what is tested
  void cache_malformedResource_isRefused(Mode mode) {
    TenantCaches tenants = NODES.in(mode);
    List<String> malformed = new ArrayList<>(List.of("", "a\nb", "a\u0000", "\u007f", "\u0085"));
    malformed.add("a".repeat(201));
    malformed.add("a".repeat(10_000));
    malformed.add(null);
    for (String bad : malformed) {
      assertThatThrownBy(() -> tenants.cache(tenant, bad))
          .as("'%.20s'", bad)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("TIERCEL-1062 ");
    }
  }

  /** Names and ids that would meet in a key, if it were not escaped. */
  @InEachMode
  void entries_namesThatLookAlike_stayApart(Mode mode) {
    TenantCaches tenants = NODES.in(mode);
    List<String> resources =
        List.of(
            "a",
            "a:b",
            "a%3Ab",
            "a*",
            "a b",
            "a+b",
            "a{b}",
            "$meta",
            "$tenant",
            "a:",
            ":a",
            "%",
            "*",
            "a:$meta",
            "größe",
            "\ud83d\ude00",
            "\ud800",
            "?");
    List<String> ids =
        List.of("c", "b:c", "*", "%", " ", "", "$meta", "v1", "c:v1", "a\nb", "\ud800", "?");
    Map<List<String>, String> values = new LinkedHashMap<>();
    for (String resource : resources) {
      for (String id : ids) {
        String value = "value " + values.size();
        values.put(List.of(resource, id), value);
        tenants.put(tenant, resource, id, value);
      }
    }
    values.forEach(
        (place, value) ->
            assertThat(tenants.cache(tenant, place.get(0)).get(place.get(1)))
                .as(place.toString())
                .isEqualTo(value));
    tenants.invalidate(tenant, "a*");
    values.forEach(
        (place, value) ->
            assertThat(tenants.cache(tenant, place.get(0)).containsKey(place.get(1)))
                .as(place.toString())
                .isEqualTo(!place.get(0).equals("a*")));
    for (String resource : resources) {
      int expected = resource.equals("a*") ? 0 : ids.size();
      assertThat(tenants.cache(tenant, resource)).as(resource).hasSize(expected);
    }
  }

  private static Map<String, BiConsumer<TenantCaches, String>> tenantCalls() {
    Map<String, BiConsumer<TenantCaches, String>> calls = new LinkedHashMap<>();
    calls.put("cache", (tenants, bad) -> tenants.cache(bad, "contacts"));
    calls.put("put", (tenants, bad) -> tenants.put(bad, "contacts", "a", "1"));
    calls.put("remove", (tenants, bad) -> tenants.remove(bad, "contacts", "a"));
    calls.put("invalidate", (tenants, bad) -> tenants.invalidate(bad, "contacts"));
    calls.put("invalidate tenant", TenantCaches::invalidate);
    calls.put("afterCreate", (tenants, bad) -> tenants.invalidateAfterCreate(bad, "messages"));
    calls.put("dependents", (tenants, bad) -> tenants.invalidateDependents(bad, "messages"));
    return calls;
  }
}
