/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One encoding of our own: a single class, a layout that depends on no JVM. {@link ValueCodecs} has
 * the table of all.
 *
 * @param id the codec id, never reused
 * @param type the class it encodes, exactly
 * @param writer value to bytes
 * @param reader bytes to value; consumes all of them or fails
 */
record ScalarFormat<T>(int id, Class<T> type, Function<T, byte[]> writer, Reader<T> reader) {
  /** The layout version of every format here. */
  static final int SCHEMA = 1;

  private static final ScalarFormat<String> UTF8_STRING =
      new ScalarFormat<>(2, String.class, value -> value.getBytes(UTF_8), ScalarFormat::readUtf8);
  private static final ScalarFormat<String> UTF16_STRING =
      new ScalarFormat<>(3, String.class, ScalarFormat::writeUtf16, ScalarFormat::readUtf16);

  private static final List<ScalarFormat<?>> ALL =
      List.of(
          UTF8_STRING,
          UTF16_STRING,
          new ScalarFormat<>(
              4,
              Boolean.class,
              value -> new byte[] {(byte) (value ? 1 : 0)},
              in -> inRange(in.get(), 0, 1) == 1),
          new ScalarFormat<>(5, Byte.class, value -> new byte[] {value}, ByteBuffer::get),
          new ScalarFormat<>(
              6, Short.class, value -> bytes(2).putShort(value).array(), ByteBuffer::getShort),
          new ScalarFormat<>(
              7, Character.class, value -> bytes(2).putChar(value).array(), ByteBuffer::getChar),
          new ScalarFormat<>(
              8, Integer.class, value -> bytes(4).putInt(value).array(), ByteBuffer::getInt),
          new ScalarFormat<>(
              9, Long.class, value -> bytes(8).putLong(value).array(), ByteBuffer::getLong),
          new ScalarFormat<>(
              10, Float.class, value -> bytes(4).putFloat(value).array(), ByteBuffer::getFloat),
          new ScalarFormat<>(
              11, Double.class, value -> bytes(8).putDouble(value).array(), ByteBuffer::getDouble),
          new ScalarFormat<>(
              12,
              UUID.class,
              value ->
                  bytes(16)
                      .putLong(value.getMostSignificantBits())
                      .putLong(value.getLeastSignificantBits())
                      .array(),
              in -> new UUID(in.getLong(), in.getLong())),
          new ScalarFormat<>(13, byte[].class, byte[]::clone, ScalarFormat::rest),
          new ScalarFormat<>(
              14, BigInteger.class, BigInteger::toByteArray, in -> new BigInteger(rest(in))),
          new ScalarFormat<>(
              15, BigDecimal.class, ScalarFormat::writeDecimal, ScalarFormat::readDecimal),
          new ScalarFormat<>(
              16,
              Instant.class,
              value -> bytes(12).putLong(value.getEpochSecond()).putInt(value.getNano()).array(),
              in -> Instant.ofEpochSecond(in.getLong(), inRange(in.getInt(), 0, 999_999_999))),
          new ScalarFormat<>(17, LocalDate.class, ScalarFormat::writeDate, ScalarFormat::readDate),
          new ScalarFormat<>(
              18,
              LocalDateTime.class,
              value ->
                  bytes(14)
                      .put(writeDate(value.toLocalDate()))
                      .putLong(value.toLocalTime().toNanoOfDay())
                      .array(),
              in -> LocalDateTime.of(readDate(in), LocalTime.ofNanoOfDay(in.getLong()))));

  private static final Map<Integer, ScalarFormat<?>> BY_ID =
      ALL.stream().collect(Collectors.toUnmodifiableMap(ScalarFormat::id, format -> format));
  private static final Map<Class<?>, ScalarFormat<?>> BY_TYPE =
      ALL.stream()
          .filter(format -> format.id() != UTF16_STRING.id())
          .collect(Collectors.toUnmodifiableMap(ScalarFormat::type, format -> format));

  /** Returns the format of this id, or null if there is none. */
  static @Nullable ScalarFormat<?> ofId(int id) {
    return BY_ID.get(id);
  }

  /** Returns the format for this value, or null if its class has none. */
  static @Nullable ScalarFormat<?> of(Object value) {
    if (value instanceof String text && !KeyText.isWellFormed(text)) {
      return UTF16_STRING;
    }
    return BY_TYPE.get(value.getClass());
  }

  /** Returns the bytes of a value of this format's class. */
  byte[] write(Object value) {
    return writer.apply(type.cast(value));
  }

  /**
   * Returns the value of these bytes.
   *
   * @throws CharacterCodingException if they are no text
   * @throws BufferUnderflowException if there are too few of them
   * @throws IllegalArgumentException if there are too many, or they are out of range
   * @throws DateTimeException if they are no date
   */
  T read(byte[] payload) throws CharacterCodingException {
    ByteBuffer in = ByteBuffer.wrap(payload);
    T value = reader.read(in);
    if (in.hasRemaining()) {
      throw new IllegalArgumentException(in.remaining() + " bytes too many");
    }
    return value;
  }

  /** Bytes to value. */
  interface Reader<T> {
    /** Returns the value at the buffer's position, and moves it behind the value. */
    T read(ByteBuffer in) throws CharacterCodingException;
  }

  private static ByteBuffer bytes(int size) {
    return ByteBuffer.allocate(size);
  }

  private static byte[] rest(ByteBuffer in) {
    byte[] rest = new byte[in.remaining()];
    in.get(rest);
    return rest;
  }

  private static int inRange(int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(value + " is not in " + least + ".." + most);
    }
    return value;
  }

  private static String readUtf8(ByteBuffer in) throws CharacterCodingException {
    byte[] encoded = rest(in);
    String text = new String(encoded, UTF_8);
    // The constructor is several times faster than a decoder, but hides what is malformed.
    return text.indexOf('\uFFFD') < 0
        ? text
        : UTF_8.newDecoder().decode(ByteBuffer.wrap(encoded)).toString();
  }

  private static byte[] writeUtf16(String text) {
    ByteBuffer out = ByteBuffer.allocate(2 * text.length());
    out.asCharBuffer().put(text);
    return out.array();
  }

  private static String readUtf16(ByteBuffer in) {
    char[] text = new char[in.remaining() / 2];
    in.asCharBuffer().get(text);
    in.position(2 * text.length);
    return new String(text);
  }

  private static byte[] writeDecimal(BigDecimal value) {
    byte[] unscaled = value.unscaledValue().toByteArray();
    return bytes(4 + unscaled.length).putInt(value.scale()).put(unscaled).array();
  }

  private static BigDecimal readDecimal(ByteBuffer in) {
    int scale = in.getInt();
    return new BigDecimal(new BigInteger(rest(in)), scale);
  }

  private static byte[] writeDate(LocalDate date) {
    return bytes(6)
        .putInt(date.getYear())
        .put((byte) date.getMonthValue())
        .put((byte) date.getDayOfMonth())
        .array();
  }

  private static LocalDate readDate(ByteBuffer in) {
    return LocalDate.of(in.getInt(), in.get(), in.get());
  }
}
