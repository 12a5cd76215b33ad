/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

/** One way to make bytes of objects of any listed class. Safe for many threads. */
interface ObjectCodec {
  /**
   * Returns a value as bytes and says how to read them.
   *
   * @throws javax.cache.CacheException if a class in it is not on the allow list, or it cannot be
   *     written
   */
  EncodedValue encode(Object value);

  /**
   * Returns the value of bytes that this codec wrote.
   *
   * @throws UndecodableValueException if there is none; no code of a refused class has run then
   */
  Object decode(EncodedValue value) throws UndecodableValueException;
}
