/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

/** The messages of this package: numbers 1100 to 1149. */
final class Messages {
  private Messages() {}

  static String notPositive(String name, Object value) {
    return "TIERCEL-1100 settings: "
        + (name + " must be positive: " + name + "=" + value)
        + " (give at least 1)";
  }

  static String negative(String name, Object value) {
    return "TIERCEL-1101 settings: "
        + (name + " must not be negative: " + name + "=" + value)
        + " (give at least 0)";
  }

  static String outOfBounds(String name, Object value, Object most) {
    return "TIERCEL-1110 settings: "
        + (name + " must be from 0 to " + most + ": " + name + "=" + value)
        + " (give 0 for none of it)";
  }

  static String credentialsInAddress() {
    return "TIERCEL-1102 settings: an address must not hold credentials"
        + " (give them as username and password)";
  }

  static String malformedVersion(String version) {
    return "TIERCEL-1103 settings: a version must be 1 to 32 letters, digits or any of . _ -:"
        + (" version=" + version)
        + " (choose another, such as v2)";
  }

  static String cascadesToItself(String resource) {
    return "TIERCEL-1104 settings: a resource must not cascade to itself:"
        + (" cascades-to=" + resource)
        + " (its own entries are invalidated anyway)";
  }

  static String malformedKey(int bytes) {
    return "TIERCEL-1108 settings: an encryption key must be an id of 1 to 16 letters, digits or any"
        + " of . _ -, and the base64 of 32 bytes:"
        + (" bytes=" + bytes)
        + " (write k1:<base64>, such as openssl rand -base64 32 makes it)";
  }

  static String keyTwice() {
    return "TIERCEL-1109 settings: the ids of encryption keys must differ: encryption-keys=****"
        + " (give each key an id of its own)";
  }

  static String readThroughWithoutLoader() {
    return "TIERCEL-1105 configuration: read-through needs a cache loader: cacheLoaderFactory=null"
        + " (give one, or leave read-through off)";
  }

  static String writeThroughWithoutWriter() {
    return "TIERCEL-1106 configuration: write-through needs a cache writer: cacheWriterFactory=null"
        + " (give one, or leave write-through off)";
  }

  static String listenerTwice(Object listener) {
    return "TIERCEL-1107 configuration: a listener configuration must be added once:"
        + (" listener=" + listener)
        + " (remove the second)";
  }
}
