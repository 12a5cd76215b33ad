/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tck.shared;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The application's REST API; all that the server finds belongs to it. */
@ApplicationPath("/api")
public class NotesApi extends Application {}
