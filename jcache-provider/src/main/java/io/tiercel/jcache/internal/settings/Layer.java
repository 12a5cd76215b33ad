/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.settings;

/** The places where settings stand, the strongest first. */
enum Layer {
  MANAGER_PROPERTIES(""),
  SYSTEM_PROPERTIES("tiercel."),
  ENVIRONMENT("tiercel."),
  SETTINGS_SOURCES("tiercel."),
  APPLICATION_FILE("tiercel."),
  DEFAULTS("tiercel.");

  private final String prefix;

  Layer(String prefix) {
    this.prefix = prefix;
  }

  /** Returns how a key is written here. */
  String written(String name) {
    return prefix + name;
  }
}
