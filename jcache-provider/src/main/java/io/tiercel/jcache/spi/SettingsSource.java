/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.spi;

import java.util.Map;
import java.util.Set;

/**
 * A place where settings stand besides those that the provider reads itself, such as MicroProfile
 * Config. Found by {@link java.util.ServiceLoader} through the class loader of the cache manager,
 * and asked once, when a manager is opened. Weaker than the environment, stronger than the
 * application's file; no two sources may set the same key.
 */
public interface SettingsSource {
  /** Returns what the source is called in messages and reports, such as MicroProfile Config. */
  String name();

  /**
   * Returns the settings that stand here, by their full keys ({@code tiercel.l1.ttl-seconds}). Keys
   * without the prefix {@code tiercel.} are another's and left alone; an unknown key with it fails
   * the opening of the manager.
   *
   * @param applicationLoader the class loader of the cache manager; not to be held
   * @param keys the full keys of a manager, for places that answer a key and cannot list what they
   *     hold; those of single resources are not among them
   * @throws RuntimeException if the place cannot be read; told among the faults of the
   *     configuration
   */
  Map<String, String> read(ClassLoader applicationLoader, Set<String> keys);
}
