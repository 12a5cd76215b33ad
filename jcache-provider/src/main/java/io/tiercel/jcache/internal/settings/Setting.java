/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.settings;

import io.tiercel.jcache.config.EffectiveSetting;

/**
 * A key with its value as it was given.
 *
 * @param key the key
 * @param text the value
 * @param layer the kind of place where it stands
 * @param origin the very place, in words
 */
record Setting(Key key, String text, Layer layer, String origin) {
  /** The place of what nobody set. */
  static final String DEFAULT = "default";

  /** Returns the value as it may be shown. */
  String shown() {
    return key.rule().shown(text);
  }

  /** Returns the key as it is written where it stands. */
  String written() {
    return layer.written(key.name());
  }

  /** Tells whether this setting beats another, wherever both would count. */
  boolean isAtLeastAsStrongAs(Setting other) {
    return layer.compareTo(other.layer) <= 0;
  }

  /** Returns the setting as it may be shown, and where it stands. */
  EffectiveSetting effective() {
    return new EffectiveSetting(key.name(), shown(), layer == Layer.DEFAULTS ? DEFAULT : origin);
  }

  /** Returns the setting as it may be shown, and where it stands. */
  @Override
  public String toString() {
    return effective().toString();
  }
}
