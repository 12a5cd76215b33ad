/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * Every setting of a cache manager with the place where it stands, for people to read. A manager
 * shows its own: {@code manager.unwrap(SettingsReport.class)}. Immutable.
 *
 * @param settings every key of the manager in the order of the reference, then the keys that are
 *     set for resources
 */
public record SettingsReport(List<EffectiveSetting> settings) {
  /** Copies the list. */
  public SettingsReport {
    settings = List.copyOf(settings);
  }

  /** Returns a line for each setting: {@code key = value (origin)}; passwords are masked. */
  @Override
  public String toString() {
    return settings.stream().map(EffectiveSetting::toString).collect(joining("\n"));
  }
}
