/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

/** A value of which it turned out that nobody can change it: everybody may have it. */
final class SharedSnapshot extends Snapshot {
  private final Object value;
  private final long bytes;

  SharedSnapshot(Object value, long bytes) {
    this.value = value;
    this.bytes = bytes;
  }

  @Override
  public Object thaw() {
    return value;
  }

  @Override
  long bytes() {
    return bytes;
  }
}
