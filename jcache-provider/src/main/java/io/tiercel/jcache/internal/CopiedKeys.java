/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal;

import io.tiercel.jcache.internal.codec.UndecodableValueException;
import io.tiercel.jcache.internal.codec.ValueCodecs;
import io.tiercel.jcache.internal.entry.KeyForm;

/**
 * The keys of a local by-value cache: the application's own where they cannot change, else copies.
 */
final class CopiedKeys implements KeyForm {
  private final ValueCodecs codecs;

  CopiedKeys(ValueCodecs codecs) {
    this.codecs = codecs;
  }

  @Override
  public Object lookup(Object key) {
    return key;
  }

  @Override
  public Object stored(Object key) {
    return copy(key);
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
