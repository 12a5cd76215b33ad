/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal;

import io.tiercel.jcache.internal.codec.UndecodableValueException;
import io.tiercel.jcache.internal.codec.ValueCodecs;
import io.tiercel.jcache.internal.entry.KeyForm;
import io.tiercel.jcache.spi.CompositeKey;

/**
 * The keys of a local by-value cache: the application's own where they cannot change, else copies.
 * A composite key of one part is that part, as it is in Redis, in a cache of keys of any type.
 */
final class CopiedKeys implements KeyForm {
  private final ValueCodecs codecs;
  private final boolean anyType;

  CopiedKeys(ValueCodecs codecs, Class<?> keyType) {
    this.codecs = codecs;
    this.anyType = keyType == Object.class;
  }

  @Override
  public Object lookup(Object key) {
    if (anyType && key instanceof CompositeKey composite && composite.parts().size() == 1) {
      Object part = composite.parts().get(0);
      return part == null ? key : part;
    }
    return key;
  }

  @Override
  public Object stored(Object key) {
    return copy(lookup(key));
  }

  @Override
  public Object key(Object tierKey) {
    return copy(tierKey);
  }

  private Object copy(Object key) {
    if (codecs.isImmutable(key)) {
      return key;
    }
    try {
      return codecs.decode(codecs.encode(key));
    } catch (UndecodableValueException e) {
      throw Messages.keyUndecodable(key.getClass(), e);
    }
  }
}
