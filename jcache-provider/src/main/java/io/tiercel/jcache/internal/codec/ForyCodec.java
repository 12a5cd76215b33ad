/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Values by Apache Fory, which reads and writes fields without calling the code of plain classes.
 * Keeps as many of Fory's instances as threads ever used at once; one that failed is not used
 * again.
 */
final class ForyCodec implements ObjectCodec {
  private static final int SCHEMA = 1;

  private final Queue<ForySession> idle = new ConcurrentLinkedQueue<>();
  private final Supplier<ForySession> sessions;

  ForyCodec(ClassAccess classes) {
    this.sessions = () -> new ForySession(classes);
  }

  @Override
  public EncodedValue encode(Object value) {
    ForySession session = take();
    byte[] payload = session.write(value);
    idle.add(session);
    return new EncodedValue(ObjectCodecs.Ids.FORY, SCHEMA, payload);
  }

  @Override
  public Object decode(EncodedValue value) throws UndecodableValueException {
    ValueCodecs.requireSchema(SCHEMA, value);
    ForySession session = take();
    Object decoded = session.read(value.payload());
    idle.add(session);
    return decoded;
  }

  private ForySession take() {
    ForySession session = idle.poll();
    return session == null ? sessions.get() : session;
  }
}
