/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.settings;

/**
 * Something that stands at a path of a layer, before anyone knows whether it is a setting.
 *
 * @param path the path under {@code tiercel}; a part that holds a dot is quoted
 * @param text the value, a list's elements between commas; empty where the shape has none
 * @param shape what stands there
 * @param origin the very place, in words
 */
record Given(String path, String text, Shape shape, String origin) {
  /** What may stand at a path. */
  enum Shape {
    /** One value. */
    VALUE,
    /** A list. */
    LIST,
    /** The word {@code null}: the key is named, and not set. */
    NULL,
    /** A section without content. */
    SECTION
  }

  static Given value(String path, String text, String origin) {
    return new Given(path, text, Shape.VALUE, origin);
  }
}
