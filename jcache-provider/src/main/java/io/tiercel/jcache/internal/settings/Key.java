/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.settings;

import org.jspecify.annotations.Nullable;

/**
 * A key under {@code tiercel}.
 *
 * @param name the key without that prefix
 * @param rule what it takes
 * @param variable the environment variable that sets it, or null for none
 * @param resource the resource that it is about, or null for the manager
 */
record Key(String name, Rule rule, @Nullable String variable, @Nullable String resource) {
  static Key of(String name, Rule rule) {
    return new Key(name, rule, null, null);
  }

  static Key of(String name, Rule rule, String variable) {
    return new Key(name, rule, variable, null);
  }

  /** Returns this setting of a cache as a key of one resource. */
  Key of(String resource) {
    return new Key("caches." + resource + "." + name, rule, null, resource);
  }
}
