/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.http;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
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

  private static final int TAG_BYTES = 16;

  private final CachedResponse settings;
  private final boolean ofTenant;
  private final CompletableFuture<@Nullable Object> stored = new CompletableFuture<>();
  private final Map<String, List<String>> headers = new LinkedHashMap<>();
  private int status;

  /**
   * Begins.
   *
   * @param settings what the resource says of its responses
   * @param ofTenant whether the response belongs to a tenant
   */
  ResponseMaking(CachedResponse settings, boolean ofTenant) {
    this.settings = settings;
    this.ofTenant = ofTenant;
  }

  boolean isOfTenant() {
    return ofTenant;
  }

  CachedResponse settings() {
    return settings;
  }

  CompletableFuture<@Nullable Object> stored() {
    return stored;
  }

  /** Notes what the response is, before its body is written. */
  void begin(int newStatus, Map<String, List<String>> newHeaders) {
    status = newStatus;
    headers.putAll(newHeaders);
  }

  /** Tags the response, unless it has a tag, and hands it to the cache; returns its tag. */
  String end(MultivaluedMap<String, Object> sent, @Nullable MediaType type, byte[] body) {
    List<String> own = headers.get("ETag");
    String tag = own == null || own.isEmpty() ? tagOf(body) : own.get(0);
    if (own == null || own.isEmpty()) {
      sent.putSingle("ETag", tag);
      headers.put("ETag", List.of(tag));
    }
    if (type != null) {
      headers.put("Content-Type", List.of(type.toString()));
    }
    long now = Clock.systemUTC().millis();
    stored.complete(new StoredResponse(status, now, headers, body.clone()).toBytes());
    return tag;
  }

  void giveUp() {
    stored.complete(null);
  }

  private static String tagOf(byte[] body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      byte[] shortened = Arrays.copyOf(hash, TAG_BYTES);
      return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(shortened) + '"';
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
