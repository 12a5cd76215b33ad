/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A response that is being made and will be kept. Belongs to one request; who completes it hands it
 * to the cache, and null keeps nothing.
 */
final class ResponseMaking {
  /** The name of the request's property. */
  static final String PROPERTY = ResponseMaking.class.getName();

  private final CachedResponse settings;
  private final CompletableFuture<@Nullable Object> stored = new CompletableFuture<>();
  private final Map<String, List<String>> headers = new LinkedHashMap<>();
  private int status;

  ResponseMaking(CachedResponse settings) {
    this.settings = settings;
  }

  CachedResponse settings() {
    return settings;
  }

  CompletableFuture<@Nullable Object> stored() {
    return stored;
  }

  int status() {
    return status;
  }

  Map<String, List<String>> headers() {
    return headers;
  }

  /** Notes what the response is, before its body is written. */
  void begin(int newStatus, Map<String, List<String>> newHeaders) {
    status = newStatus;
    headers.putAll(newHeaders);
  }

  void end(StoredResponse response) {
    stored.complete(response.toBytes());
  }

  void giveUp() {
    stored.complete(null);
  }
}
