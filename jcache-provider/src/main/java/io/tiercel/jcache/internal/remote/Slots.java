/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.shaded.redisson.connection.CRC16;
import java.nio.charset.StandardCharsets;

/** The slots of a Redis Cluster, as its specification computes them from the text of a key. */
final class Slots {
  /** How many there are. */
  static final int COUNT = 16_384;

  private Slots() {}

  /** Returns the slot of a key: of what its first pair of braces holds, or of all of it. */
  static int of(String key) {
    int open = key.indexOf('{');
    int close = open < 0 ? -1 : key.indexOf('}', open);
    String hashed = close > open + 1 ? key.substring(open + 1, close) : key;
    return CRC16.crc16(hashed.getBytes(StandardCharsets.UTF_8)) % COUNT;
  }
}
