/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

import org.jspecify.annotations.Nullable;

/**
 * How values become bytes that have no encoding of Tiercel's own; strings, numbers, UUIDs, dates
 * and byte arrays have one, whatever is chosen here. What was written by another choice can still
 * be read, where its library is present.
 */
public enum ValueCodec {
  /** The same as {@link #JAVA}: what every node can read, whatever is on its class path. */
  AUTO(null, null),

  /** Java serialization. */
  JAVA(null, null),

  /** Apache Fory: faster and smaller; values need not be {@code Serializable}. */
  FORY("org.apache.fory.Fory", "org.apache.fory:fory-core"),

  /** JSON by Jackson: readable with {@code redis-cli} and by other languages. */
  JSON(
      "com.fasterxml.jackson.databind.ObjectMapper", "com.fasterxml.jackson.core:jackson-databind");

  private final @Nullable String probe;
  private final @Nullable String dependency;

  ValueCodec(@Nullable String probe, @Nullable String dependency) {
    this.probe = probe;
    this.dependency = dependency;
  }

  /** Returns the Maven coordinates of the library it needs, or null if it needs none. */
  public @Nullable String dependency() {
    return dependency;
  }

  /** Tells whether the library it needs, if any, is visible to Tiercel's class loader. */
  public boolean isAvailable() {
    if (probe == null) {
      return true;
    }
    try {
      Class.forName(probe, false, ValueCodec.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
