/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static java.util.Objects.requireNonNull;

import io.tiercel.jcache.spi.CompositeKey;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one cache: as the near tier holds them (canonical objects) and as they stand in Redis
 * keys and invalidation messages (ids). Keys that are equal have one id, whatever class of list,
 * set or map they are made of; keys that differ have different ids. Safe for many threads.
 *
 * <p>An id never holds a colon, so {@code <prefix><cacheName>:<id>:<version>} is read from its end.
 * No id begins with {@code $}: those are Tiercel's own ({@code org_abc123:contact:$meta:v1}, the
 * tenant's {@code org_abc123:$tenant:v1}).
 *
 * <p>Plain ids: a String is its text with the escapes of {@link KeyText}. Where the declared key
 * type is exactly Long, Integer, Short, Byte, Character, Boolean, UUID or an enum, the id is the
 * value's text ({@code 42}, {@code OPEN}), with the same escapes. Everything else is tagged:
 *
 * <table>
 * <caption>Tagged ids</caption>
 * <tr><th>tag</th><th>key</th><th>behind the tag</th></tr>
 * <tr><td>~0</td><td>null, as a part</td><td></td></tr>
 * <tr><td>~b ~w ~i ~l</td><td>Byte, Short, Integer, Long</td><td>decimal: {@code ~l42}</td></tr>
 * <tr><td>~c</td><td>Character</td><td>it, escaped</td></tr>
 * <tr><td>~z</td><td>Boolean</td><td>{@code true} or {@code false}</td></tr>
 * <tr><td>~u</td><td>UUID</td><td>8-4-4-4-12</td></tr>
 * <tr><td>~f ~d</td><td>Float, Double</td><td>hexadecimal: {@code ~d0x1.8p0} is 1.5</td></tr>
 * <tr><td>~n ~m</td><td>BigInteger, BigDecimal</td><td>decimal: {@code ~m1.00}</td></tr>
 * <tr><td>~y ~x</td><td>LocalDate, Instant</td><td>ISO 8601, escaped</td></tr>
 * <tr><td>~e</td><td>enum constant</td><td>class {@code ,} name</td></tr>
 * <tr><td>~t</td><td>composite key of several parts</td><td>{@code ,} part, each</td></tr>
 * <tr><td>~a</td><td>List</td><td>{@code ,} element, each</td></tr>
 * <tr><td>~o</td><td>Set</td><td>{@code ,} element, each, sorted by text</td></tr>
 * <tr><td>~p</td><td>Map</td><td>{@code ,} key {@code ,} value, each, sorted by text</td></tr>
 * <tr><td>~r</td><td>record</td><td>class, then {@code ,} component, each</td></tr>
 * <tr><td>~s</td><td>any other listed class</td><td>base64url of its serialized form</td></tr>
 * <tr><td>~h</td><td>what would exceed 512 bytes</td><td>base64url of the id's SHA-256</td></tr>
 * </table>
 *
 * <p>Parts are strings or tagged; one that has parts of its own ends with a part {@code ~}: {@code
 * ~t,list,~a,x,y,~,open}. A composite key of one part has the id of that part.
 *
 * <p>Two keys of a class under {@code ~s} are the same key when their serialized forms are (equal
 * strings, numbers and other immutables in them count as one), so such a class must not define
 * equality otherwise; a record's equality must be that of its components.
 */
public final class KeyCodec {
  /** No character takes more than nine bytes: three, each with its escape. */
  private static final int SURELY_SHORT = KeyWriter.MAX_ID_BYTES / 9;

  private final Class<?> declared;
  private final @Nullable KeyScalar<?> plain;
  private final KeyWriter writer;
  private final KeyReader reader;

  /**
   * Creates the codec of one cache.
   *
   * @param declaredKeyType the key type of the cache's configuration; Object where there is none
   * @param codecs the manager's
   */
  public KeyCodec(Class<?> declaredKeyType, ValueCodecs codecs) {
    this.declared = requireNonNull(declaredKeyType, "declaredKeyType");
    this.plain = KeyScalar.plainFor(declaredKeyType);
    this.writer = new KeyWriter(codecs.serialization());
    this.reader = new KeyReader(codecs.serialization());
  }

  /**
   * Returns what the near tier uses as the key, with {@code equals} and {@code hashCode}: a String,
   * Integer, Long, Short, Byte, Character, Boolean, UUID or constant of the declared enum itself;
   * for any other key an {@link EncodedKey}. Reserves no memory in the first case.
   *
   * @throws NullPointerException if the key is null
   * @throws ClassCastException if it is not of the declared type, nor a composite key whose only
   *     part is
   * @throws CacheException if it is or holds an array, an object of a class that is not on the
   *     allow list or not serializable, or an object that holds itself
   */
  public Object canonical(Object key) {
    requireNonNull(key, "key");
    Object inner = key instanceof CompositeKey ? KeyWriter.unwrap(key) : key;
    if (!declared.isInstance(key) && !declared.isInstance(inner)) {
      throw new ClassCastException(Messages.otherKeyType(declared, key.getClass()));
    }
    return canonicalForm(inner);
  }

  /**
   * Returns the id: the part of the Redis key between the cache's name and the version. The same
   * instance for a String without special characters.
   *
   * @param canonical what {@link #canonical} returned
   */
  public String id(Object canonical) {
    if (canonical instanceof String text) {
      return KeyText.escape(text);
    }
    if (canonical instanceof EncodedKey encoded) {
      return encoded.id();
    }
    return plain == null ? writer.write(canonical) : plain.text(canonical);
  }

  /**
   * Returns the canonical object of an id. Every text has one, and it has that text as its id: one
   * that this class never makes becomes an {@link EncodedKey} that no key has.
   */
  public Object canonicalOf(String id) {
    Object scalar = findScalar(id);
    return scalar != null && canonicalForm(scalar) == scalar && id(scalar).equals(id)
        ? scalar
        : new EncodedKey(id);
  }

  /**
   * Returns a key that has this canonical object: the one that was put, or one that equals it; for
   * a composite key of several parts, one of its parts. Runs the code of listed classes.
   *
   * @return null where the text does not tell the key: a hash alone, a class that is missing,
   *     refused or changed
   */
  @SuppressWarnings("checkstyle:IllegalCatch") // constructors, readObject, equals are user code
  public @Nullable Object keyOf(Object canonical) {
    if (!(canonical instanceof EncodedKey encoded)) {
      return declared.isInstance(canonical) ? canonical : null;
    }
    String text = encoded.text();
    try {
      Object key = reader.read(text == null ? encoded.id() : text);
      return declared.isInstance(key) && canonicalForm(key).equals(canonical) ? key : null;
    } catch (RuntimeException e) {
      return null;
    }
  }

  private Object canonicalForm(@Nullable Object key) {
    if (key instanceof String text) {
      return text.length() <= SURELY_SHORT || KeyText.escapedBytes(text) <= KeyWriter.MAX_ID_BYTES
          ? text
          : EncodedKey.ofText(KeyText.escape(text));
    }
    return key != null && isItsOwnForm(key) ? key : EncodedKey.ofText(writer.write(key));
  }

  private boolean isItsOwnForm(Object key) {
    if (plain != null) {
      return true;
    }
    KeyScalar<?> scalar = KeyScalar.ofType(key.getClass());
    return scalar != null && scalar.canonical();
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // each scalar's parser has exceptions of its own
  private @Nullable Object findScalar(String id) {
    try {
      if (plain != null) {
        return plain.parse(id);
      }
      if (!id.startsWith("~")) {
        return KeyText.unescape(id);
      }
      KeyScalar<?> scalar = id.length() < 2 ? null : KeyScalar.ofTag(id.charAt(1));
      return scalar == null || !scalar.canonical() ? null : scalar.parse(id.substring(2));
    } catch (RuntimeException e) {
      return null;
    }
  }
}
