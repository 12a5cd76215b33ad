/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import java.util.List;

/**
 * Keeps the bodies of responses that {@link CachedResponseFilter} chose, and tags them. A body that
 * grows over the limit is passed on from there, and not kept.
 */
@CachedResponse(cacheName = "")
@Priority(CachedResponseWriter.WITHIN_CODERS)
@Provider
public final class CachedResponseWriter implements WriterInterceptor {
  /** Behind {@link jakarta.ws.rs.Priorities#ENTITY_CODER}: what is kept is not compressed. */
  static final int WITHIN_CODERS = 4500;

  private static final int TAG_BYTES = 16;

  /** Creates the interceptor; the server does. */
  public CachedResponseWriter() {}

  @Override
  public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
    if (!(context.getProperty(ResponseMaking.PROPERTY) instanceof ResponseMaking making)) {
      context.proceed();
      return;
    }
    OutputStream client = context.getOutputStream();
    var body = new LimitedBody(client, making.settings().maxBody());
    context.setOutputStream(body);
    try {
      context.proceed();
      if (body.isWhole()) {
        finish(context, making, body.bytes());
        client.write(body.bytes());
      }
    } finally {
      context.setOutputStream(client);
      making.giveUp();
    }
  }

  private static void finish(WriterInterceptorContext context, ResponseMaking making, byte[] body) {
    if (!making.headers().containsKey("ETag")) {
      String tag = tagOf(body);
      context.getHeaders().putSingle("ETag", tag);
      making.headers().put("ETag", List.of(tag));
    }
    if (context.getMediaType() != null) {
      making.headers().put("Content-Type", List.of(context.getMediaType().toString()));
    }
    making.end(
        new StoredResponse(
            making.status(), Clock.systemUTC().millis(), making.headers(), body.clone()));
  }

  private static String tagOf(byte[] body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      return '"'
          + Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(java.util.Arrays.copyOf(hash, TAG_BYTES))
          + '"';
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
