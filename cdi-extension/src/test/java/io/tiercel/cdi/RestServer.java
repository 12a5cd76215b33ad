/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tiercel.cdi.internal.tenant.RequestTrace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ResourceConfig;

/** Jersey behind the HTTP server of the JDK. The header {@code X-User} names the principal. */
final class RestServer implements AutoCloseable {
  private final ApplicationHandler rest;
  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();

  RestServer(Class<?>... components) throws IOException {
    rest = new ApplicationHandler(new ResourceConfig(components));
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(threads);
    http.createContext("/", this::serve);
    http.start();
  }

  HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, headers);
  }

  HttpResponse<String> send(String method, String path, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port() + "/" + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private int port() {
    return http.getAddress().getPort();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      URI base = URI.create("http://localhost:" + port() + "/");
      String user = exchange.getRequestHeaders().getFirst("X-User");
      var request =
          new ContainerRequest(
              base,
              base.resolve(exchange.getRequestURI()),
              exchange.getRequestMethod(),
              new Requester(user),
              new MapPropertiesDelegate(),
              null);
      exchange.getRequestHeaders().forEach((name, values) -> request.headers(name, values));
      var body = new ByteArrayOutputStream();
      ContainerResponse response;
      // As the servlet filter does, for a request that came through the gateway.
      RequestTrace.bind(Requests.withHeaders(name -> null, null));
      try {
        response = rest.apply(request, body).get();
      } catch (ExecutionException | InterruptedException e) {
        exchange.sendResponseHeaders(500, -1);
        return;
      } finally {
        RequestTrace.bind(null);
      }
      response.getStringHeaders().forEach(exchange.getResponseHeaders()::put);
      boolean bodiless = body.size() == 0 || exchange.getRequestMethod().equals("HEAD");
      exchange.getResponseHeaders().remove("Content-Length");
      exchange.sendResponseHeaders(response.getStatus(), bodiless ? -1 : body.size());
      if (!bodiless) {
        body.writeTo(exchange.getResponseBody());
      }
    }
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
