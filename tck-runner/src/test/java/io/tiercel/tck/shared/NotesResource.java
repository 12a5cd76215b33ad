/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tck.shared;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Notes over REST, whose answers say in {@code X-Cache} where they come from. */
@Path("/notes")
@RequestScoped
public class NotesResource {
  @Inject private @Nullable Notes notes;

  /** Creates the resource; the server does. */
  public NotesResource() {}

  /** A note of the tenant. */
  @GET
  @Path("/{id}")
  public String one(@PathParam("id") String id) {
    return Objects.requireNonNull(notes).find(id).text();
  }
}
