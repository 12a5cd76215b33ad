/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.analytics;

import io.tiercel.cdi.RateLimited;
import io.tiercel.example.rest.Ids;
import io.tiercel.example.tenants.OfTenant;
import io.tiercel.ratelimit.Algorithm;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** The saved reports of a tenant, and a dashboard that every tenant has. */
@Path("/analytics")
@OfTenant
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class AnalyticsResource {
  @Inject Reports reports;
  @Inject Figures figures;

  /** Returns all saved reports. */
  @GET
  public List<ReportView> list() {
    return reports.list();
  }

  /**
   * Returns the dashboard; a tenant's client may look at it as often as {@code
   * tiercel.rate-limit.max-requests} says, a hundred times a minute where nothing is set.
   */
  @GET
  @RateLimited(algorithm = Algorithm.FIXED_WINDOW)
  @Path("/dashboard")
  public Dashboard dashboard() {
    return figures.dashboard();
  }

  /** Returns one report with its figures. */
  @GET
  @Path(Ids.PATH)
  public ReportResult one(@PathParam("id") String id) {
    ReportView report = reports.report(id);
    return new ReportResult(report, figures.figures(report.metric(), report.days()));
  }

  /** Saves a report. */
  @POST
  public Response create(@Valid @NotNull ReportDraft body, @Context UriInfo uri) {
    ReportView created = reports.create(body);
    return Response.created(uri.getAbsolutePathBuilder().path("{id}").build(created.id()))
        .entity(created)
        .build();
  }

  /** Changes a report. */
  @PUT
  @Path(Ids.PATH)
  public ReportView update(@PathParam("id") String id, @Valid @NotNull ReportDraft body) {
    ReportView changed = new ReportView(Ids.number(id), body.name(), body.metric(), body.days());
    reports.update(id, changed);
    return changed;
  }

  /** Deletes a report. */
  @DELETE
  @Path(Ids.PATH)
  public void delete(@PathParam("id") String id) {
    reports.delete(id);
  }
}
