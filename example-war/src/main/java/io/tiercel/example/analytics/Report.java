/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.analytics;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;

/** A question that a tenant saved, to ask it again. */
@Entity
@Table(name = "reports")
@NamedQuery(
    name = Report.LIST,
    query =
        "select new io.tiercel.example.analytics.ReportView(r.id, r.name, r.metric, r.days)"
            + " from Report r where r.tenantId = :tenant order by r.name, r.id")
@NamedQuery(
    name = Report.ONE,
    query =
        "select new io.tiercel.example.analytics.ReportView(r.id, r.name, r.metric, r.days)"
            + " from Report r where r.tenantId = :tenant and r.id = :id")
public class Report {
  static final String LIST = "Report.list";
  static final String ONE = "Report.one";

  @Id
  @SequenceGenerator(name = "reports", sequenceName = "reports_seq", allocationSize = 50)
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "reports")
  private long id;

  @Column(name = "tenant_id", updatable = false)
  private String tenantId;

  private String name;

  @Enumerated(EnumType.STRING)
  private Metric metric;

  private int days;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  @Version private int version;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init") // JPA sets the fields
  protected Report() {}

  Report(String tenantId, ReportDraft draft, Instant createdAt) {
    this.tenantId = tenantId;
    this.createdAt = createdAt;
    this.name = draft.name();
    this.metric = draft.metric();
    this.days = draft.days();
  }

  String tenantId() {
    return tenantId;
  }

  void change(ReportView report) {
    this.name = report.name();
    this.metric = report.metric();
    this.days = report.days();
  }

  ReportView view() {
    return new ReportView(id, name, metric, days);
  }
}
