/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal;

import io.tiercel.jcache.internal.entry.KeyForm;

/** The keys of a by-reference cache: the application's own objects. */
final class SharedKeys implements KeyForm {
  @Override
  public Object lookup(Object key) {
    return key;
  }

  @Override
  public Object stored(Object key) {
    return key;
  }

  @Override
  public Object key(Object tierKey) {
    return tierKey;
  }
}
