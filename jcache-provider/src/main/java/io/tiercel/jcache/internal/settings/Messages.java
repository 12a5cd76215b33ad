/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.settings;

import io.tiercel.jcache.config.ValueCodec;

/** The messages of this package: numbers 1150 to 1199. */
final class Messages {
  private Messages() {}

  static String problems(int count) {
    return "TIERCEL-1150 configuration: must be free of problems: problems="
        + count
        + " (correct the lines below)";
  }

  static String unknownKey(Layer layer, Given given) {
    return "TIERCEL-1151 "
        + (given.origin() + ": no such key: " + layer.written(given.path()))
        + (" (did you mean " + layer.written(Spelling.nearestKey(given.path())) + "?)");
  }

  static String badValue(Setting setting) {
    return "TIERCEL-1152 "
        + (setting.origin() + ": " + setting.written())
        + (" must be " + setting.key().rule().range() + ": ")
        + (setting.written() + "=" + setting.shown())
        + " (correct it, or leave it out for the default)";
  }

  static String listForOne(Layer layer, Given given, Key key) {
    return "TIERCEL-1153 "
        + (given.origin() + ": " + layer.written(key.name()))
        + (" must be one value, not a list: " + layer.written(key.name()) + "=[...]")
        + " (take the brackets away)";
  }

  static String malformedResource(Layer layer, Given given, String resource) {
    return "TIERCEL-1154 "
        + (given.origin() + ": a resource must be 1 to 128 letters, digits or any of . _ -,")
        + " begin with none of . -, and not end with .l1, .l2 or .stampede: "
        + (layer.written(given.path()) + " names '" + resource + "'")
        + " (rename the resource)";
  }

  static String cascadesToItself(Setting setting) {
    return "TIERCEL-1155 "
        + (setting.origin() + ": a resource must not cascade to itself: ")
        + (setting.written() + "=" + setting.shown())
        + " (take it out: its own entries are invalidated anyway)";
  }

  static String setTwice(Setting one, Setting other) {
    return "TIERCEL-1156 "
        + (other.origin() + ": a key must be set once: " + other.written() + "=" + other.shown())
        + (" (it is set already by " + one.origin() + ")");
  }

  static String differentCredentials(Setting addresses) {
    return "TIERCEL-1157 "
        + (addresses.origin() + ": all addresses must have the same credentials: ")
        + (addresses.written() + "=" + addresses.shown())
        + " (write them once, or set tiercel.l2.username and tiercel.l2.password)";
  }

  static String addressAndFile(Setting addresses, Setting file) {
    return "TIERCEL-1158 configuration: l2.address and l2.redisson-config must not both be set: "
        + (addresses + ", " + file)
        + " (leave one out, or set it to an empty text)";
  }

  static String masterWithoutSentinels(Setting master) {
    return "TIERCEL-1167 "
        + (master.origin() + ": a sentinels' master needs the addresses of the sentinels: ")
        + (master.written() + "=" + master.shown())
        + " (set tiercel.l2.address to them; a Redisson file names the master itself)";
  }

  static String longLog(Setting limit) {
    return "TIERCEL-1165 "
        + (limit.origin() + ": with tiercel.rate-limit.algorithm=sliding-log a limit must be at")
        + (" most 1000: " + limit.written() + "=" + limit.shown())
        + " (choose sliding-window)";
  }

  static String unreadable(String file, String reason) {
    return "TIERCEL-1159 "
        + (file + ": must be HOCON that can be resolved: " + reason)
        + " (correct the file)";
  }

  static String notASection(String origin) {
    return "TIERCEL-1160 " + origin + ": tiercel must be a section (write tiercel { ... })";
  }

  static String unreadableSource(String source, RuntimeException failure) {
    return "TIERCEL-1164 "
        + (source + ": must be readable: " + failure)
        + (" (correct it, or take " + source + " off the class path)");
  }

  static String codecWithoutLibrary(Setting setting, ValueCodec codec) {
    return "TIERCEL-1162 "
        + (setting.origin() + ": the codec's library must be on the class path: ")
        + (setting.written() + "=" + setting.shown())
        + (" (add the dependency " + codec.dependency() + " beside Tiercel)");
  }

  static String encryptedWithoutKeys(Setting setting) {
    return "TIERCEL-1163 "
        + (setting.origin() + ": an encrypted cache needs keys: ")
        + (setting.written() + "=" + setting.shown())
        + " (set tiercel.codec.encryption-keys)";
  }

  static String headerOfNobody(Setting setting) {
    return "TIERCEL-1166 "
        + (setting.origin() + ": a tenant header needs proxies that are trusted to set it: ")
        + (setting.written() + "=" + setting.shown())
        + " (set tiercel.http.trusted-proxies to the addresses that the gateway connects from)";
  }

  static String restAddress(Setting addresses) {
    return "TIERCEL-1168 "
        + (addresses.origin() + ": an address must be that of the Redis protocol, not of REST: ")
        + (addresses.written() + "=" + addresses.shown())
        + (" (write " + Upstash.address(addresses.text()) + ")");
  }

  static String restVariables(String url) {
    return "TIERCEL-1169 environment variable "
        + (Upstash.URL + ": L2 is off, for Tiercel speaks the Redis protocol, not REST: ")
        + (Upstash.URL + "=" + Address.masked(url))
        + (" (set REDIS_URL=" + Upstash.address(url) + ",")
        + (" the password being " + Upstash.TOKEN + ")");
  }

  static String notAnAddress(String masked) {
    return "TIERCEL-1161 settings: must be an address: address="
        + masked
        + " (write redis://host:6379)";
  }
}
