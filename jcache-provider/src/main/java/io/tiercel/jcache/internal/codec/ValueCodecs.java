/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.LIMIT;
import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.MALFORMED;
import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.UNKNOWN_CODEC;
import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.UNKNOWN_SCHEMA;
import static java.util.Objects.requireNonNull;

import io.tiercel.jcache.config.ValueCodec;
import io.tiercel.jcache.config.ValueSettings;
import java.nio.BufferUnderflowException;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.util.List;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * Values to bytes and back. Common scalars have encodings of our own, the same on every JVM;
 * everything else goes through the cache's codec, under an allow list that holds in both
 * directions. What was written by another codec is read by that one. Safe for many threads.
 *
 * <p>The codec ids, all with schema 1, all numbers big-endian:
 *
 * <table>
 * <caption>Encodings</caption>
 * <tr><th>id</th><th>class</th><th>bytes</th></tr>
 * <tr><td>1</td><td>any other, codec {@code java}</td><td>a Java object stream of one object</td></tr>
 * <tr><td>2</td><td>String</td><td>UTF-8</td></tr>
 * <tr><td>3</td><td>String with an unpaired surrogate</td><td>UTF-16</td></tr>
 * <tr><td>4</td><td>Boolean</td><td>1: 0 or 1</td></tr>
 * <tr><td>5</td><td>Byte</td><td>1</td></tr>
 * <tr><td>6</td><td>Short</td><td>2</td></tr>
 * <tr><td>7</td><td>Character</td><td>2</td></tr>
 * <tr><td>8</td><td>Integer</td><td>4</td></tr>
 * <tr><td>9</td><td>Long</td><td>8</td></tr>
 * <tr><td>10</td><td>Float</td><td>4: IEEE 754</td></tr>
 * <tr><td>11</td><td>Double</td><td>8: IEEE 754</td></tr>
 * <tr><td>12</td><td>UUID</td><td>16</td></tr>
 * <tr><td>13</td><td>byte[]</td><td>itself</td></tr>
 * <tr><td>14</td><td>BigInteger</td><td>two's complement, at least 1</td></tr>
 * <tr><td>15</td><td>BigDecimal</td><td>4 scale, then the unscaled value as 14</td></tr>
 * <tr><td>16</td><td>Instant</td><td>8 seconds since 1970, 4 nanoseconds</td></tr>
 * <tr><td>17</td><td>LocalDate</td><td>4 year, 1 month, 1 day</td></tr>
 * <tr><td>18</td><td>LocalDateTime</td><td>as 17, then 8 nanoseconds of the day</td></tr>
 * <tr><td>19</td><td>any other, codec {@code fory}</td><td>Apache Fory's, without class ids</td></tr>
 * <tr><td>20</td><td>the cache's value type, codec {@code json}</td><td>JSON in UTF-8</td></tr>
 * <tr><td>21</td><td>any other, codec {@code json}</td><td>the type, a line feed, JSON</td></tr>
 * </table>
 */
public final class ValueCodecs {
  /** The largest payload that is written or read, in bytes. */
  static final int MAX_BYTES = 64 << 20;

  private final Serialization serialization;
  private final ObjectCodecs objects;
  private final ObjectCodec chosen;
  private final Class<?> valueType;
  private final Envelope envelope;
  private final @Nullable Snapshots snapshots;

  /**
   * Creates the codecs of one cache manager.
   *
   * @param loader finds every class that is read, whatever the thread's context loader
   * @param allowed the classes that may be written and read
   */
  public ValueCodecs(ClassLoader loader, AllowList allowed) {
    this(
        new ClassAccess(loader, allowed),
        Object.class,
        ValueCodec.AUTO,
        new Envelope(ValueSettings.DEFAULT, List.of()));
  }

  /**
   * Creates the codecs of one cache.
   *
   * @param classes the classes that may be written and read
   * @param valueType the type that the cache's values are checked against
   * @param codec what makes bytes of all but scalars
   * @param envelope what is done to the bytes on their way to other processes
   * @throws CacheException if the codec's library is not on the class path
   */
  public ValueCodecs(ClassAccess classes, Class<?> valueType, ValueCodec codec, Envelope envelope) {
    if (!codec.isAvailable()) {
      throw new CacheException(Messages.codecWithoutLibrary(codec));
    }
    this.valueType = requireNonNull(valueType, "valueType");
    this.serialization = new Serialization(classes);
    this.objects = new ObjectCodecs(serialization, classes, valueType);
    this.chosen = objects.of(codec);
    this.envelope = requireNonNull(envelope, "envelope");
    this.snapshots = chosen == serialization ? new Snapshots(classes.loader()) : null;
  }

  /**
   * Returns a value as bytes.
   *
   * @throws CacheException if a class in it is not on the allow list, or not serializable; if its
   *     own serialization code fails; if it takes more than 64 MiB
   */
  public EncodedValue encode(Object value) {
    ScalarFormat<?> format = ScalarFormat.of(value);
    EncodedValue encoded =
        format == null
            ? chosen.encode(value)
            : new EncodedValue(format.id(), ScalarFormat.SCHEMA, format.write(value));
    if (encoded.payload().length > MAX_BYTES) {
      throw new CacheException(Messages.tooLargeToWrite(value.getClass(), encoded, MAX_BYTES));
    }
    return encoded;
  }

  /**
   * Returns the value of these bytes, a new one at each call.
   *
   * @throws UndecodableValueException if they are not the bytes of a value that {@link #encode}
   *     accepts; no code of a class outside the allow list has run then
   */
  public Object decode(EncodedValue value) throws UndecodableValueException {
    if (value.payload().length > MAX_BYTES) {
      throw new UndecodableValueException(
          LIMIT, Messages.limitBroken("bytes", value.payload().length, MAX_BYTES), null);
    }
    EncodedValue bare = value.unnamed();
    ObjectCodec codec = objects.ofId(bare.codec());
    Object decoded = codec == null ? decodeScalar(bare) : codec.decode(bare);
    if (!valueType.isInstance(decoded)) {
      throw new UndecodableValueException(
          MALFORMED, Messages.otherValueType(valueType, decoded.getClass()), null);
    }
    return decoded;
  }

  private static Object decodeScalar(EncodedValue value) throws UndecodableValueException {
    ScalarFormat<?> format = ScalarFormat.ofId(value.codec());
    if (format == null) {
      throw new UndecodableValueException(
          UNKNOWN_CODEC, Messages.unknownCodec(value.codec()), null);
    }
    requireSchema(ScalarFormat.SCHEMA, value);
    try {
      return format.read(value.payload());
    } catch (CharacterCodingException
        | BufferUnderflowException
        | IllegalArgumentException
        | DateTimeException e) {
      throw new UndecodableValueException(
          MALFORMED, Messages.malformed(format.type().getSimpleName(), e), e);
    }
  }

  /**
   * Tells whether a value can be shared by callers without a copy: strings, boxed and big numbers,
   * UUIDs, {@code java.time} values, enums, and records that hold nothing else. A subclass of
   * BigDecimal or BigInteger is none. Decided once per class where the class says enough.
   */
  public boolean isImmutable(Object value) {
    return Immutability.isImmutable(value);
  }

  /**
   * Returns a snapshot of a value, of which new ones can be made that are what {@link #decode}
   * would make of its bytes; null where that is not certain, or where another codec is in use than
   * Java's serialization.
   */
  public @Nullable Snapshot snapshot(Object value) {
    return snapshots == null ? null : snapshots.of(value);
  }

  /** Returns what is done to the bytes on their way to other processes. */
  public Envelope envelope() {
    return envelope;
  }

  /** Returns the serialization that keys use, too. */
  Serialization serialization() {
    return serialization;
  }

  static void requireSchema(int known, EncodedValue value) throws UndecodableValueException {
    if (value.schema() != known) {
      throw new UndecodableValueException(
          UNKNOWN_SCHEMA, Messages.unknownSchema(value.codec(), value.schema(), known), null);
    }
  }
}
