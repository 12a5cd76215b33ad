/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import java.io.OutputStream;

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
        making.end(context.getHeaders(), context.getMediaType(), body.bytes());
        client.write(body.bytes());
      }
    } finally {
      context.setOutputStream(client);
      making.giveUp();
    }
  }
}
