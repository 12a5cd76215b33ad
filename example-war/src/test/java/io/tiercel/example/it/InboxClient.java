/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks the inbox over HTTP, on behalf of one tenant. */
final class InboxClient {
  /** As browsers and gateways ask: none of them goes on in HTTP/2 where there is no TLS. */
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI api;
  private final @Nullable String tenant;

  /**
   * Creates a client.
   *
   * @param application the address of the application, with a slash at its end
   * @param tenant the tenant, or null to name none
   */
  InboxClient(URI application, @Nullable String tenant) {
    this.api = application.resolve("api/");
    this.tenant = tenant;
  }

  /**
   * What the inbox answered.
   *
   * @param status the HTTP status
   * @param tier the header X-Cache, empty if there is none
   * @param type the content type, empty if there is none
   * @param headers all headers
   * @param body the body
   */
  record Answer(int status, String tier, String type, HttpHeaders headers, String body) {
    /** A header, empty if there is none. */
    String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    /** The body, which must be a JSON object. */
    JsonObject object() {
      return (JsonObject) json();
    }

    /** The body, which must be JSON. */
    JsonStructure json() {
      try (JsonReader reader = Json.createReader(new StringReader(body))) {
        return reader.read();
      }
    }
  }

  Answer get(String path) {
    return send("GET", path, null);
  }

  /** Asks as if a proxy had passed the request on. */
  Answer getForwardedFor(String address, String path) {
    return send("GET", path, null, "X-Forwarded-For", address);
  }

  /** Asks with other headers, given by name and value in turn. */
  Answer get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  /** Posts with other headers, given by name and value in turn. */
  Answer post(String path, String body, String... headers) {
    return send("POST", path, body, headers);
  }

  Answer post(String path, String body) {
    return send("POST", path, body);
  }

  Answer put(String path, String body) {
    return send("PUT", path, body);
  }

  Answer delete(String path) {
    return send("DELETE", path, null);
  }

  private Answer send(String method, String path, @Nullable String body, String... headers) {
    HttpRequest.BodyPublisher publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(api.resolve(path))
            .timeout(Duration.ofMinutes(1))
            .method(method, publisher);
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (tenant != null) {
      request.header("X-Tenant-ID", tenant);
    }
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("X-Cache").orElse(""),
          response.headers().firstValue("Content-Type").orElse(""),
          response.headers(),
          response.body());
    } catch (IOException e) {
      throw new AssertionError(method + " " + path + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(method + " " + path + ": interrupted", e);
    }
  }
}
