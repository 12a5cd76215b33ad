/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.analytics;

import io.tiercel.example.rest.InboxUnit;
import io.tiercel.example.tenants.CurrentTenant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import javax.cache.annotation.CacheResult;

/** Counts the current tenant's tables. The statements are in {@code META-INF/figures-orm.xml}. */
@ApplicationScoped
public class Figures {
  static final String MESSAGES_PER_DAY = "Figures.messagesPerDay";
  static final String CONVERSATIONS_BY_STATUS = "Figures.conversationsByStatus";
  static final String BUSIEST_CONTACTS = "Figures.busiestContacts";
  private static final String CONTACTS = "Figures.contacts";
  private static final String MESSAGES = "Figures.messages";
  private static final int DASHBOARD_DAYS = 30;
  private static final int ALL_DAYS = 36_500;

  @Inject @InboxUnit EntityManager entities;
  @Inject CurrentTenant tenant;

  /** Returns what a metric counts over the last days, today included. One statement. */
  @CacheResult(cacheName = "analytics")
  public List<Figure> figures(Metric metric, int days) {
    return count(metric, days);
  }

  /** Returns how the inbox stands. Five statements. */
  @CacheResult(cacheName = "dashboard-stats")
  public Dashboard dashboard() {
    return new Dashboard(
        total(CONTACTS),
        total(MESSAGES),
        count(Metric.CONVERSATIONS_BY_STATUS, ALL_DAYS),
        count(Metric.MESSAGES_PER_DAY, DASHBOARD_DAYS),
        count(Metric.BUSIEST_CONTACTS, DASHBOARD_DAYS));
  }

  private List<Figure> count(Metric metric, int days) {
    return List.copyOf(
        entities
            .createNamedQuery(metric.query(), Figure.class)
            .setParameter(1, tenant.id())
            .setParameter(2, days)
            .getResultList());
  }

  private long total(String query) {
    return entities
        .createNamedQuery(query, Long.class)
        .setParameter("tenant", tenant.id())
        .getSingleResult();
  }
}
