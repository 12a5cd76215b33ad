/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.conversations;

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

/** The conversations of a tenant. */
@Path("/conversations")
@OfTenant
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ConversationsResource {
  @Inject Conversations conversations;

  /** Returns a page. */
  @GET
  public Page<ConversationView> list(
      @QueryParam("page") @DefaultValue("0") @Min(0) @Max(Page.MAX_PAGE) int page,
      @QueryParam("size") @DefaultValue("" + Page.SIZE) @Min(1) @Max(Page.MAX_SIZE) int size) {
    return Page.isFirst(page, size) ? conversations.list() : conversations.page(page, size);
  }

  /** Returns one conversation. */
  @GET
  @Path(Ids.PATH)
  public ConversationView one(@PathParam("id") String id) {
    return conversations.conversation(id);
  }

  /** Adds a conversation. */
  @POST
  public Response create(@Valid @NotNull ConversationDraft body, @Context UriInfo uri) {
    ConversationView created = conversations.create(body);
    return Response.created(uri.getAbsolutePathBuilder().path("{id}").build(created.id()))
        .entity(created)
        .build();
  }

  /** Changes a conversation. */
  @PUT
  @Path(Ids.PATH)
  public ConversationView update(@PathParam("id") long id, @Valid @NotNull ConversationDraft body) {
    return conversations.update(id, body);
  }

  /** Deletes a conversation. */
  @DELETE
  @Path(Ids.PATH)
  public void delete(@PathParam("id") long id) {
    conversations.delete(id);
  }
}
