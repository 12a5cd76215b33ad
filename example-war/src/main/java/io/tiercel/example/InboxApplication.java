/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The REST resources of the inbox, below {@code /api}. */
@ApplicationPath("/api")
public class InboxApplication extends Application {}
