/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.admin;

import io.tiercel.analytics.AnalyticsQueries;
import io.tiercel.example.contacts.Contacts;
import io.tiercel.example.rest.InboxUnit;
import io.tiercel.example.rest.Problem;
import io.tiercel.example.tenants.Tenants;
import io.tiercel.monitoring.CacheAnalytics;
import io.tiercel.tenant.Invalidated;
import io.tiercel.tenant.TenantCaches;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.persistence.EntityManager;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.StringReader;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What operators see of the caches, and do to them. */
@Path("/admin/cache")
@CacheAdmin
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class CacheAdminResource {
  private static final int DAYS = 30;
  private static final int RESOURCES = 10;

  @Inject CacheAnalytics analytics;
  @Inject TenantCaches caches;
  @Inject @InboxUnit EntityManager entities;
  @Inject PrometheusText prometheus;
  @Inject Recorded recorded;
  @Inject Contacts contacts;
  @Inject Tenants tenants;
  @Inject Clock clock;

  /** Returns how the caches of this node are, and what they did. */
  @GET
  @Path("/health")
  public HealthView health() {
    return new HealthView(analytics.health(), tree(), clock.instant());
  }

  /** Returns the metrics of this node as JSON. */
  @GET
  @Path("/metrics")
  public JsonObject metrics() {
    return tree();
  }

  /** Returns the metrics of this node as Prometheus reads them. */
  @GET
  @Path("/metrics")
  @Produces(MediaType.TEXT_PLAIN)
  public String prometheus() {
    return prometheus.scrape();
  }

  /** Returns what was recorded of a tenant on all nodes. */
  @GET
  @Path("/stats")
  public StatsView stats(@QueryParam("tenant") @Nullable String tenant) {
    String id = existing(tenant);
    AnalyticsQueries queries = new AnalyticsQueries(entities);
    return new StatsView(
        id, queries.healthReport(id), queries.daily(id, DAYS), queries.topResources(id, RESOURCES));
  }

  /** Returns what the caches of this node did lately, in intervals. */
  @GET
  @Path("/history")
  public HistoryView history() {
    return HistoryView.of(analytics.intervals(), clock.instant());
  }

  /** Returns what all nodes recorded lately, of one tenant or of all. */
  @GET
  @Path("/recorded")
  public RecordedView recorded(@QueryParam("tenant") @Nullable String tenant) {
    return recorded.of(tenant == null ? null : existing(tenant));
  }

  /** Returns each resource that others depend on, with all that its invalidation reaches. */
  @GET
  @Path("/cascades")
  public Map<String, List<String>> cascades() {
    return caches.cascades().keySet().stream()
        .collect(
            Collectors.toMap(
                resource -> resource, caches::dependentsOf, (a, b) -> a, TreeMap::new));
  }

  /**
   * Invalidates a resource of a tenant and what depends on it, the entries with a tag, or all of a
   * tenant.
   */
  @POST
  @Path("/invalidate")
  public Done invalidate(@Valid @NotNull InvalidationDraft body) {
    String id = existing(body.tenant());
    if (body.resource() != null && body.tag() != null) {
      throw Problem.refused("Either resource or tag can be named, not both.");
    }
    try {
      return new Done(invalidate(id, body.resource(), body.tag()).resources(), 0);
    } catch (IllegalArgumentException malformed) {
      throw Problem.refused(String.valueOf(malformed.getMessage()));
    }
  }

  /** Fills a tenant's caches with what is read first. */
  @POST
  @Path("/warm")
  public Done warm(@Valid @NotNull WarmUpDraft body) {
    String id = existing(body.tenant());
    return new Done(List.of("contact"), caches.warm(id, "contact", contacts.firstOf(id)));
  }

  private Invalidated invalidate(String tenant, @Nullable String resource, @Nullable String tag) {
    if (resource != null) {
      return caches.invalidateAfterUpdate(tenant, resource);
    }
    return tag == null ? caches.invalidate(tenant) : caches.invalidateTag(tenant, tag);
  }

  private String existing(@Nullable String tenant) {
    if (tenant == null || !tenants.exists(tenant)) {
      throw Problem.refused("The tenant must exist; GET api/tenants lists them.");
    }
    return tenant;
  }

  private JsonObject tree() {
    try (JsonReader reader = Json.createReader(new StringReader(analytics.exportMetrics()))) {
      return reader.readObject();
    }
  }
}
