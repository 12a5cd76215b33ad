/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import io.tiercel.jcache.config.ValueCodec;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Every message of this package, TIERCEL-2100 to 2199. A number is never used again. */
final class Messages {
  private static final int MAX_TEXT = 300;
  private static final Pattern PROXY = Pattern.compile("(?:[a-z0-9]+\\.)*\\$Proxy\\d+");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private Messages() {}

  static String malformedPatterns(List<String> patterns) {
    return "TIERCEL-2100 allow list: a pattern must be a class name, a package as com.acme.* or a"
        + " package and all below it as com.acme.**: "
        + patterns.stream().map("tiercel.codec.allow="::concat).toList()
        + " (correct tiercel.codec.allow)";
  }

  static String notOneByte(int codec, int schema) {
    return "TIERCEL-2101 encoded value: codec and schema must be 0 to 255: codec="
        + codec
        + ", schema="
        + schema
        + " (choose an id that fits into one byte)";
  }

  static String notAllowed(String subject, Class<?> root, String refused) {
    return "TIERCEL-2102 "
        + of(subject, root)
        + ": every class in it must be on the allow list: class="
        + refused
        + " ("
        + lineFor(AllowList.componentOf(refused))
        + ")";
  }

  static String notSerializable(String subject, Class<?> root, String className) {
    return "TIERCEL-2103 "
        + of(subject, root)
        + ": every class in it must be serializable: class="
        + className
        + " (let it implement java.io.Serializable, or mark the field that holds it transient)";
  }

  static String notWritten(String subject, Class<?> root) {
    return "TIERCEL-2104 "
        + of(subject, root)
        + ": must serialize without an exception: class="
        + root.getName()
        + " (see the cause, thrown by a writeObject or writeReplace in it)";
  }

  static String tooDeepToWrite(String subject, Class<?> root) {
    return "TIERCEL-2105 "
        + of(subject, root)
        + ": must not nest too deeply for the stack: class="
        + root.getName()
        + " (hold long chains in a collection)";
  }

  static String tooLargeToWrite(Class<?> root, EncodedValue encoded, int most) {
    return "TIERCEL-2106 "
        + of("value", root)
        + ": must not take more than "
        + most
        + " bytes: bytes="
        + encoded.payload().length
        + " (cache smaller parts of it)";
  }

  static String unknownCodec(int codec) {
    return "TIERCEL-2110 stored value: codec must be known to this version: codec="
        + codec
        + " (the entry was written by a newer version or is not Tiercel's)";
  }

  static String unknownSchema(int codec, int schema, int known) {
    return "TIERCEL-2111 stored value: schema of codec "
        + codec
        + " must be "
        + known
        + ": schema="
        + schema
        + " (the entry was written by a newer version)";
  }

  static String refusedClass(String className) {
    return "TIERCEL-2112 stored value: every class in it must be on the allow list: class="
        + printable(className)
        + " (if it is the application's own: "
        + lineFor(AllowList.componentOf(className))
        + ")";
  }

  static String refusedProxy(String[] interfaces) {
    return "TIERCEL-2119 stored value: must not hold a proxy: interfaces="
        + printable(String.join(",", interfaces))
        + " (no such value was stored by this version; remove the entry)";
  }

  static String missingClass(String className) {
    return "TIERCEL-2113 stored value: every class in it must be visible to the cache manager's"
        + " class loader: class="
        + printable(className)
        + " (deploy the class, or give the manager the loader that has it)";
  }

  static String limitBroken(String limit, long actual, long most) {
    return "TIERCEL-2114 stored value: "
        + limit
        + " must be at most "
        + most
        + ": "
        + limit
        + "="
        + actual
        + " (cache smaller parts of it; a forged value looks like this, too)";
  }

  static String malformedName(int bytes) {
    return "TIERCEL-2141 stored value: the text of its key must be whole: bytes="
        + bytes
        + " (remove the entry; nothing but Tiercel must write it)";
  }

  static String malformed(String format, Throwable cause) {
    return "TIERCEL-2115 stored value: must be whole and of this version of its class: format="
        + format
        + ", cause="
        + cause.getClass().getName()
        + " (raise the resource's version after an incompatible change of its class)";
  }

  static String trailingBytes(int bytes) {
    return "TIERCEL-2116 stored value: must end with its object: bytes-left="
        + bytes
        + " (the entry is damaged)";
  }

  static String serializedNull() {
    return "TIERCEL-2117 stored value: must not be null: value=null (the entry is damaged)";
  }

  static String tooDeepToRead() {
    return "TIERCEL-2118 stored value: must not nest too deeply for the stack: depth=overflow"
        + " (hold long chains in a collection)";
  }

  static String notEncrypted() {
    return "TIERCEL-2130 stored value: must be encrypted in this cache: encrypted=false"
        + " (it was written before the cache was encrypted, or not by Tiercel)";
  }

  static String unknownEncryptionKey(String id) {
    return "TIERCEL-2131 stored value: must be encrypted with a known key: id="
        + printable(id)
        + " (add the key to tiercel.codec.encryption-keys of this node)";
  }

  static String notAuthentic(String id) {
    return "TIERCEL-2132 stored value: must be what was encrypted for its key in Redis: id="
        + id
        + " (it was tampered with, moved, or damaged; see who can write to Redis)";
  }

  static String noEncryptionKey() {
    return "TIERCEL-2133 configuration: an encrypted cache needs a key: encryption-keys=none"
        + " (set tiercel.codec.encryption-keys)";
  }

  static String notEncryptable(String id) {
    return "TIERCEL-2134 value: must be encrypted by AES/GCM/NoPadding: id="
        + id
        + " (see the cause; the JVM's security provider refused)";
  }

  static String codecWithoutLibrary(ValueCodec codec) {
    return "TIERCEL-2135 configuration: the codec's library must be on the class path: codec="
        + codec.name().toLowerCase(Locale.ROOT)
        + " (add the dependency "
        + codec.dependency()
        + " beside Tiercel)";
  }

  static String notWrittenAs(String format, Class<?> root, String reason) {
    return "TIERCEL-2136 "
        + of("value", root)
        + ": must be writable as "
        + format
        + ": class="
        + root.getName()
        + " ("
        + printable(reason)
        + ")";
  }

  static String mixedElements(Class<?> root, Class<?> one, Class<?> other) {
    return "TIERCEL-2137 "
        + of("value", root)
        + ": in JSON all elements of a collection must be of one class: classes="
        + one.getName()
        + ","
        + other.getName()
        + " (hold them in a record, or choose codec = java)";
  }

  static String otherValueType(Class<?> declared, Class<?> actual) {
    return "TIERCEL-2139 stored value: must be of the cache's value type: class="
        + actual.getTypeName()
        + ", value-type="
        + declared.getTypeName()
        + " (raise the resource's version after a change of the type)";
  }

  static String lazyPart(Class<?> type) {
    return "TIERCEL-2140 value: a lazy part of an entity must be loaded before it is cached: class="
        + type.getName()
        + " (fetch it in the query, or cache a record of what is needed)";
  }

  static String jsonWithoutType(int bytes) {
    return "TIERCEL-2138 stored value: JSON in a cache without a value type must begin with a type:"
        + " bytes="
        + bytes
        + " (configure the cache's value type, or remove the entry)";
  }

  static String otherKeyType(Class<?> declared, Class<?> actual) {
    return "TIERCEL-2120 key of "
        + actual.getTypeName()
        + ": must be of the cache's key type: key-type="
        + declared.getTypeName()
        + " (pass such a key, or configure the cache with a wider type)";
  }

  static String arrayInKey(Class<?> type) {
    return "TIERCEL-2121 key of "
        + type.getTypeName()
        + ": must not be or hold an array, which equals itself alone: class="
        + type.getTypeName()
        + " (pass a List, or a record of the elements that matter)";
  }

  static String keyWithoutParts(Class<?> type) {
    return "TIERCEL-2122 key of "
        + type.getTypeName()
        + ": must have a part: parts=[] (add what tells it from others)";
  }

  static String keyTooDeep(Class<?> type, int most) {
    return "TIERCEL-2123 key of "
        + type.getTypeName()
        + ": must not nest deeper than "
        + most
        + " levels, nor hold itself: class="
        + type.getTypeName()
        + " (use a flatter key)";
  }

  static String shutRecord(Class<?> type) {
    return "TIERCEL-2124 key of "
        + type.getTypeName()
        + ": its components must be readable: module="
        + type.getModule().getName()
        + " (open package "
        + type.getPackageName()
        + " to Tiercel in the module's declaration)";
  }

  static String recordNotMade(Class<?> type) {
    return "TIERCEL-2142 value: the canonical constructor of a record must take what it took before:"
        + " class="
        + type.getTypeName()
        + " (let it depend on its arguments alone)";
  }

  private static String of(String subject, Class<?> root) {
    return subject + " of " + root.getTypeName();
  }

  private static String lineFor(String className) {
    return PROXY.matcher(className).matches()
        ? "proxies are never stored; cache a class of its own"
        : "add it: tiercel.codec.allow = \"" + printable(className) + "\"";
  }

  /**
   * Returns text out of stored bytes, which anybody may have written, fit for one line of a log.
   */
  private static String printable(String text) {
    String start = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "...";
    return CONTROL.matcher(start).replaceAll("?");
  }
}
