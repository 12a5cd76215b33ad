/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A request ready to be sent.
 *
 * @param name what it asks for, for messages
 * @param write whether it changes something
 * @param bytes what goes over the wire
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copied nowhere
record Request(String name, boolean write, byte[] bytes) {
  private static final String ADMIN =
      "X-Cache-Admin: load\r\nAuthorization: Basic "
          + Base64.getEncoder().encodeToString("admin:inbox".getBytes(StandardCharsets.UTF_8))
          + "\r\n";

  /** Reads a resource for a tenant. */
  static Request read(URI server, String path, String tenant) {
    return new Request(
        "GET " + path, false, Connection.request("GET", server.resolve(path), of(tenant), ""));
  }

  /** Writes for a tenant. */
  static Request write(URI server, String path, String tenant, String body) {
    return new Request(
        "POST " + path, true, Connection.request("POST", server.resolve(path), of(tenant), body));
  }

  /** Invalidates all that is cached of a tenant, as an operator does. */
  static Request invalidation(URI server, String tenant) {
    String path = "api/admin/cache/invalidate";
    String body = "{\"tenant\":\"%s\"}".formatted(tenant);
    return new Request(
        "POST " + path, false, Connection.request("POST", server.resolve(path), ADMIN, body));
  }

  /** Asks for a resource of operators. */
  static Request admin(URI server, String path) {
    return new Request(
        "GET " + path, false, Connection.request("GET", server.resolve(path), ADMIN, ""));
  }

  private static String of(String tenant) {
    return "X-Tenant-ID: " + tenant + "\r\n";
  }
}
