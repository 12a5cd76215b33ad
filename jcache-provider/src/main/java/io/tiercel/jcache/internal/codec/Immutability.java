/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which values nobody can change, decided once per class: always, never, or by the values of some
 * record components whose declared type is open.
 */
final class Immutability {
  private static final Set<Class<?>> IMMUTABLE =
      Set.of(
          String.class,
          Boolean.class,
          Byte.class,
          Character.class,
          Double.class,
          Float.class,
          Integer.class,
          Long.class,
          Short.class,
          BigDecimal.class,
          BigInteger.class,
          Currency.class,
          Duration.class,
          Instant.class,
          LocalDate.class,
          LocalDateTime.class,
          LocalTime.class,
          Locale.class,
          MonthDay.class,
          OffsetDateTime.class,
          OffsetTime.class,
          Period.class,
          URI.class,
          UUID.class,
          Year.class,
          YearMonth.class,
          ZonedDateTime.class);

  /** Records in records that are asked before a value counts as mutable. */
  private static final int MAX_DEPTH = 16;

  /**
   * The fields that decide: none of them where all values are immutable; absent where none is. The
   * JDK's own classes only: a {@link ClassValue} of a JDK class would keep ours, and the
   * application's loader with it, long after the application was undeployed.
   */
  private static final ClassValue<Optional<List<Field>>> OPEN_FIELDS =
      new ClassValue<>() {
        @Override
        protected Optional<List<Field>> computeValue(Class<?> type) {
          return openFieldsOf(type);
        }
      };

  private Immutability() {}

  /** Tells whether nobody can change this value. */
  static boolean isImmutable(Object value) {
    return isImmutable(value, 0);
  }

  private static boolean isImmutable(@Nullable Object value, int depth) {
    if (value == null) {
      return true;
    }
    Optional<List<Field>> open = OPEN_FIELDS.get(value.getClass());
    if (open.isEmpty() || depth > MAX_DEPTH) {
      return false;
    }
    for (Field field : open.get()) {
      if (!isImmutable(RecordFields.read(field, value), depth + 1)) {
        return false;
      }
    }
    return true;
  }

  private static Optional<List<Field>> openFieldsOf(Class<?> type) {
    if (isAlwaysImmutable(type)) {
      return Optional.of(List.of());
    }
    Optional<List<Field>> fields =
        type.isRecord() ? RecordFields.of(type) : Optional.<List<Field>>empty();
    if (fields.isEmpty() || fields.get().stream().anyMatch(field -> isNever(field.getType()))) {
      return Optional.empty();
    }
    return Optional.of(fields.get().stream().filter(field -> isOpen(field.getType())).toList());
  }

  /** Tells whether no value of this declared type is immutable. */
  private static boolean isNever(Class<?> declared) {
    return isFinal(declared) && !isAlwaysImmutable(declared) && !declared.isRecord();
  }

  /** Tells whether the value decides: it may be of a subclass, or is a record of its own. */
  private static boolean isOpen(Class<?> declared) {
    return !isAlwaysImmutable(declared)
        || declared == BigDecimal.class
        || declared == BigInteger.class;
  }

  private static boolean isFinal(Class<?> type) {
    return Modifier.isFinal(type.getModifiers());
  }

  private static boolean isAlwaysImmutable(Class<?> type) {
    return type.isPrimitive()
        || IMMUTABLE.contains(type)
        || Enum.class.isAssignableFrom(type)
        || ZoneId.class.isAssignableFrom(type);
  }
}
