/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import io.tiercel.jcache.spi.CompositeKey;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Random keys from few values, so that near misses and equal keys are frequent. */
final class KeySamples {
  /** All classes below. */
  static final AllowList LIST = AllowList.of(List.of(KeySamples.class.getPackageName() + ".*"));

  private static final List<String> PIECES =
      List.of(
          "", "a", "b", "1", "42", "true", ",", "~", "~i1", "~a", "~,", "%", "%2C", "%7E", ":", "$",
          "$meta", "{", "}", "*", "?", "[", "]", "\\", " ", "\n", "\u0000", "\u00a0", "\u2028", "ü",
          "鷹", "🦅", "\ud83e", "\udd85", "null", "OPEN", "-", ".", "é", "e\u0301");

  private KeySamples() {}

  /** Returns a text of up to five pieces. */
  static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int pieces = random.nextInt(6); pieces > 0; pieces--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  /** Returns a constant. */
  static Status status(Random random) {
    List<Status> all = List.of(Status.values());
    return all.get(random.nextInt(all.size()));
  }

  /** Returns a key of any supported kind, with parts down to the given depth. */
  static Object key(Random random, int depth) {
    int kinds = depth == 0 ? 16 : 22;
    int small = random.nextInt(4) - 1;
    return switch (random.nextInt(kinds)) {
      case 0, 1 -> text(random);
      case 2 -> small;
      case 3 -> (long) small;
      case 4 -> (short) small;
      case 5 -> (byte) small;
      case 6 -> (char) ('0' + random.nextInt(15));
      case 7 -> random.nextBoolean();
      case 8 -> new UUID(small, random.nextInt(2));
      case 9 -> random.nextInt(5) == 0 ? Double.NaN : small * 0.5 * (random.nextInt(3) - 1);
      case 10 -> small * 0.5f * (random.nextInt(3) - 1);
      case 11 -> BigInteger.valueOf(small);
      case 12 -> BigDecimal.valueOf(small, random.nextInt(4) - 1);
      case 13 -> status(random);
      case 14 ->
          random.nextBoolean()
              ? LocalDate.of(2026, 1, 2 + small)
              : Instant.ofEpochSecond(random.nextInt(2), random.nextInt(2));
      case 15 -> new Identifier(text(random), random.nextInt(2));
      case 16 -> parts(random, depth);
      case 17 -> new LinkedHashSet<>(parts(random, depth));
      case 18 -> map(random, depth);
      case 19 -> new Pair(part(random, depth), random.nextInt(2));
      case 20 -> new Single(part(random, depth));
      default -> composite(random, depth);
    };
  }

  /** Returns a key that is equal and shares nothing with the given one that could be copied. */
  static Object copy(Object key, Random random) {
    Object copy = copyOf(key, random);
    if (copy == null || !copy.equals(key)) {
      throw new AssertionError(key + " is not " + copy);
    }
    return copy;
  }

  @SuppressWarnings({"StringCopy", "JdkObsolete"}) // other instances and classes are the point
  private static @Nullable Object copyOf(@Nullable Object key, Random random) {
    if (key instanceof String text) {
      return new String(text.toCharArray());
    }
    if (key instanceof List<?> list) {
      List<@Nullable Object> parts = copies(list, random);
      return random.nextBoolean() ? new LinkedList<>(parts) : Collections.unmodifiableList(parts);
    }
    if (key instanceof Set<?> set) {
      List<@Nullable Object> parts = copies(set, random);
      Collections.shuffle(parts, random);
      return new LinkedHashSet<>(parts);
    }
    if (key instanceof Map<?, ?> map) {
      List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
      Collections.shuffle(entries, random);
      Map<@Nullable Object, @Nullable Object> copy =
          random.nextBoolean() ? new LinkedHashMap<>() : new HashMap<>(64);
      entries.forEach(e -> copy.put(copyOf(e.getKey(), random), copyOf(e.getValue(), random)));
      return copy;
    }
    if (key instanceof Pair pair) {
      return new Pair(copyOf(pair.first(), random), pair.second());
    }
    if (key instanceof Single single) {
      return new Single(copyOf(single.only(), random));
    }
    if (key instanceof Parts composite) {
      return new Parts(copies(composite.parts(), random));
    }
    return key instanceof Identifier identifier ? identifier.copy() : key;
  }

  private static List<@Nullable Object> copies(Iterable<?> parts, Random random) {
    List<@Nullable Object> copies = new ArrayList<>();
    parts.forEach(part -> copies.add(copyOf(part, random)));
    return copies;
  }

  private static @Nullable Object part(Random random, int depth) {
    return random.nextInt(12) == 0 ? null : key(random, random.nextInt(depth));
  }

  private static List<@Nullable Object> parts(Random random, int depth) {
    List<@Nullable Object> parts = new ArrayList<>();
    IntStream.range(0, random.nextInt(4)).forEach(i -> parts.add(part(random, depth)));
    return parts;
  }

  private static Object composite(Random random, int depth) {
    List<@Nullable Object> parts = parts(random, depth);
    // One of a single part would be that part's key without being equal to it.
    parts.addAll(Arrays.asList(part(random, depth), part(random, depth)));
    return new Parts(parts);
  }

  private static Map<@Nullable Object, @Nullable Object> map(Random random, int depth) {
    if (random.nextInt(4) == 0) {
      return new TreeMap<>(Map.of(text(random), random.nextInt(2)));
    }
    Map<@Nullable Object, @Nullable Object> map = new HashMap<>();
    parts(random, depth).forEach(key -> map.put(key, part(random, depth)));
    return map;
  }

  /** An enum, one constant of which has a body. */
  enum Status {
    OPEN,
    $ODD,
    CLOSED {
      @Override
      public String toString() {
        return "OPEN";
      }
    }
  }

  /** A record of an open and a primitive component. */
  record Pair(@Nullable Object first, int second) {}

  /** A record of one component. */
  record Single(@Nullable Object only) {}

  /** A composite key. */
  record Parts(List<?> parts) implements CompositeKey {
    static Parts of(@Nullable Object... parts) {
      return new Parts(Arrays.asList(parts));
    }
  }

  /** A serializable class of the application. */
  static final class Identifier implements Serializable {
    private static final long serialVersionUID = 1L;
    private final String name;
    private final String again;
    private final Integer number;

    Identifier(String name, int number) {
      this(name, name, number);
    }

    private Identifier(String name, String again, Integer number) {
      this.name = name;
      this.again = again;
      this.number = number;
    }

    /** Returns an equal one whose two texts are two objects. */
    Identifier copy() {
      return new Identifier(new String(name.toCharArray()), new String(name.toCharArray()), number);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Identifier that
          && name.equals(that.name)
          && again.equals(that.again)
          && number.equals(that.number);
    }

    @Override
    public int hashCode() {
      return Objects.hash(name, again, number);
    }

    @Override
    public String toString() {
      return "Identifier[" + name + ", " + number + "]";
    }
  }
}
