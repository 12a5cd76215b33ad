/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Holds a body back until it is whole, or longer than the limit: then all of it is passed on. */
final class LimitedBody extends OutputStream {
  private final OutputStream client;
  private final int limit;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private boolean passing;

  LimitedBody(OutputStream client, int limit) {
    this.client = client;
    this.limit = limit;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (!passing && held.size() + (long) length > limit) {
      passing = true;
      held.writeTo(client);
      held.reset();
    }
    if (passing) {
      client.write(bytes, offset, length);
    } else {
      held.write(bytes, offset, length);
    }
  }

  @Override
  public void flush() throws IOException {
    if (passing) {
      client.flush();
    }
  }

  boolean isWhole() {
    return !passing;
  }

  byte[] bytes() {
    return held.toByteArray();
  }
}
