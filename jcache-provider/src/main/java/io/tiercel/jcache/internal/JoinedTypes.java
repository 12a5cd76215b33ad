/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal;

import static java.util.Objects.requireNonNull;

import io.tiercel.jcache.internal.codec.AllowList;
import io.tiercel.jcache.spi.AllowedTypes;
import java.lang.reflect.Type;
import java.util.List;

/** The allow list of a manager, which grows while its application starts. */
final class JoinedTypes implements AllowedTypes {
  private volatile AllowList list;

  JoinedTypes(List<String> patterns) {
    this.list = AllowList.of(patterns);
  }

  @Override
  public synchronized void allow(Type type) {
    list = list.with(requireNonNull(type, "type"));
  }

  /** Returns the list as it is now. */
  AllowList list() {
    return list;
  }
}
