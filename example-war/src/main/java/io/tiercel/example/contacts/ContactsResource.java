/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.contacts;

import io.tiercel.example.rest.Ids;
import io.tiercel.example.rest.Page;
import io.tiercel.example.tenants.OfTenant;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** The contacts of a tenant. */
@Path("/contacts")
@OfTenant
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ContactsResource {
  @Inject Contacts contacts;

  /** Returns a page. */
  @GET
  public Page<ContactView> list(
      @QueryParam("page") @DefaultValue("0") @Min(0) @Max(Page.MAX_PAGE) int page,
      @QueryParam("size") @DefaultValue("" + Page.SIZE) @Min(1) @Max(Page.MAX_SIZE) int size) {
    return Page.isFirst(page, size) ? contacts.list() : contacts.page(page, size);
  }

  /** Returns one contact. */
  @GET
  @Path(Ids.PATH)
  public ContactView one(@PathParam("id") String id) {
    return contacts.contact(id);
  }

  /** Adds a contact. */
  @POST
  public Response create(@Valid @NotNull ContactDraft body, @Context UriInfo uri) {
    ContactView created = contacts.create(body);
    return Response.created(uri.getAbsolutePathBuilder().path("{id}").build(created.id()))
        .entity(created)
        .build();
  }

  /** Changes a contact. */
  @PUT
  @Path(Ids.PATH)
  public ContactView update(@PathParam("id") long id, @Valid @NotNull ContactDraft body) {
    return contacts.update(id, body);
  }

  /** Deletes a contact. */
  @DELETE
  @Path(Ids.PATH)
  public void delete(@PathParam("id") long id) {
    contacts.delete(id);
  }
}
