/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.analytics;

import io.tiercel.example.rest.Ids;
import io.tiercel.example.rest.InboxUnit;
import io.tiercel.example.rest.Problem;
import io.tiercel.example.tenants.CurrentTenant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;

/**
 * The saved reports of the current tenant. The cache {@code report} holds single ones by id, so a
 * change replaces or removes one entry; their list is in {@code analytics}, which depends on it.
 */
@ApplicationScoped
public class Reports {
  @Inject @InboxUnit EntityManager entities;
  @Inject CurrentTenant tenant;
  @Inject Clock clock;

  /** Returns all reports, by name. */
  @CacheResult(cacheName = "analytics")
  public List<ReportView> list() {
    return List.copyOf(
        entities
            .createNamedQuery(Report.LIST, ReportView.class)
            .setParameter("tenant", tenant.id())
            .getResultList());
  }

  /**
   * Returns one report.
   *
   * @throws jakarta.ws.rs.NotFoundException if the tenant has none of this id
   */
  @CacheResult(cacheName = "report")
  public ReportView report(String id) {
    List<ReportView> found =
        entities
            .createNamedQuery(Report.ONE, ReportView.class)
            .setParameter("tenant", tenant.id())
            .setParameter("id", Ids.number(id))
            .getResultList();
    if (found.isEmpty()) {
      throw Problem.missing("report", id);
    }
    return found.get(0);
  }

  /** Saves a report. */
  @Transactional
  @CacheRemoveAll(cacheName = "report")
  public ReportView create(ReportDraft draft) {
    Report report = new Report(tenant.id(), draft, clock.instant());
    entities.persist(report);
    entities.flush();
    return report.view();
  }

  /**
   * Changes a report, and stores it where {@link #report} will look for it.
   *
   * @throws jakarta.ws.rs.NotFoundException if the tenant has none of this id
   */
  @Transactional
  @CachePut(cacheName = "report")
  public void update(@CacheKey String id, @CacheValue ReportView changed) {
    own(id).change(changed);
    entities.flush();
  }

  /**
   * Deletes a report.
   *
   * @throws jakarta.ws.rs.NotFoundException if the tenant has none of this id
   */
  @Transactional
  @CacheRemove(cacheName = "report")
  public void delete(String id) {
    entities.remove(own(id));
  }

  private Report own(String id) {
    Report report = entities.find(Report.class, Ids.number(id));
    if (report == null || !report.tenantId().equals(tenant.id())) {
      throw Problem.missing("report", id);
    }
    return report;
  }
}
