/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.messages;

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
import org.jspecify.annotations.Nullable;

/** The messages of a tenant. */
@Path("/messages")
@OfTenant
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class MessagesResource {
  @Inject Messages messages;

  /** Returns a page of all messages, or of one conversation's. */
  @GET
  public Page<MessageView> list(
      @QueryParam("conversation") @Nullable Long conversation,
      @QueryParam("page") @DefaultValue("0") @Min(0) @Max(Page.MAX_PAGE) int page,
      @QueryParam("size") @DefaultValue("" + Page.SIZE) @Min(1) @Max(Page.MAX_SIZE) int size) {
    if (conversation != null) {
      return messages.thread(conversation, page, size);
    }
    return Page.isFirst(page, size) ? messages.list() : messages.page(page, size);
  }

  /** Returns one message. */
  @GET
  @Path(Ids.PATH)
  public MessageView one(@PathParam("id") String id) {
    return messages.message(id);
  }

  /** Adds a message. */
  @POST
  public Response create(@Valid @NotNull MessageDraft body, @Context UriInfo uri) {
    MessageView created = messages.create(body);
    return Response.created(uri.getAbsolutePathBuilder().path("{id}").build(created.id()))
        .entity(created)
        .build();
  }

  /** Changes a message. */
  @PUT
  @Path(Ids.PATH)
  public MessageView update(@PathParam("id") long id, @Valid @NotNull MessageDraft body) {
    return messages.update(id, body);
  }

  /** Deletes a message. */
  @DELETE
  @Path(Ids.PATH)
  public void delete(@PathParam("id") long id) {
    messages.delete(id);
  }
}
