/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.OwnClasses;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamField;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A copy made of a snapshot is what serialization makes, or there is no snapshot. */
@SuppressWarnings({
  "unused",
  "JdkObsolete",
  "ArrayRecordComponent",
  "JavaUtilDate"
}) // what applications cache is the case under test
final class SnapshotsTest {
  private static final ClassLoader LOADER = SnapshotsTest.class.getClassLoader();
  private static final Serialization SERIALIZATION =
      new Serialization(new ClassAccess(LOADER, AllowList.everything()));

  private final Snapshots snapshots = new Snapshots(LOADER);

  static class Person implements Serializable {
    private static final long serialVersionUID = 1;

    private final String name;
    protected int age;
    private final boolean active = true;
    private final double[] scores = {1, 2.5};
    private final List<String> roles = new ArrayList<>();
    private final Map<String, List<Integer>> sums = new LinkedHashMap<>();
    private @Nullable Object any;
    private transient @Nullable String cached = "cached";
    private transient int counted = 7;

    Person(String name) {
      this.name = name;
      this.age = name.length();
      roles.add("reader");
      sums.put("one", new ArrayList<>(List.of(1, 2)));
    }
  }

  static final class Employee extends Person {
    private static final long serialVersionUID = 1;

    private final BigDecimal salary = new BigDecimal("12.50");
    private final String name = "hides its parent's";
    private final Date since = new Date(1);
    private final DayOfWeek[][] days = {{DayOfWeek.MONDAY}, {}};

    Employee(String name) {
      super(name);
    }
  }

  static class Box<T> implements Serializable {
    private static final long serialVersionUID = 1;

    @Nullable T content;

    Box(@Nullable T content) {
      this.content = content;
    }
  }

  record Order(int number, List<Box<String>> lines, String[] notes) implements Serializable {}

  record Open(Object part) implements Serializable {}

  record Positive(List<Integer> numbers, AtomicLimit limit) implements Serializable {}

  record AtomicLimit(int limit) implements Serializable {}

  static List<Arguments> copied() {
    Person person = new Employee("Ann");
    person.any = new Box<>(new Box<>(Instant.EPOCH));
    Map<DayOfWeek, Object> byDay = new EnumMap<>(DayOfWeek.class);
    byDay.put(DayOfWeek.FRIDAY, new ArrayList<>(List.of(1)));
    Map<String, Object> byAccess = new LinkedHashMap<>(16, 0.75f, true);
    byAccess.put("a", new Box<>("a"));
    byAccess.put("b", 2);
    byAccess.get("a");
    return arguments(
        new Person("Bob"),
        person,
        new Box<>(null),
        new Box<>(new byte[] {1, 2}),
        new Order(1, List.of(new Box<>("x"), new Box<>("y"), new Box<>("z")), new String[] {"n"}),
        new Order(2, Stream.of(new Box<>("x"), new Box<>("y")).toList(), new String[0]),
        new Order(
            3,
            Arrays.stream(new Box<?>[] {null}).map(b -> (Box<String>) null).toList(),
            new String[] {null}),
        new Open(new ArrayList<>(Arrays.asList(1, null, "x"))),
        new Open(List.of("frozen")),
        List.of("a", "b"),
        List.of(new Box<>(1)),
        List.of(new Box<>(1), new Box<>(2)),
        Set.of("a"),
        Map.of("a", List.of(1)),
        Collections.emptyList(),
        Collections.singletonMap("a", 1),
        new ArrayList<>(List.of(new int[] {1}, new Box<>("x"))),
        new LinkedList<>(List.of(new Box<>("x"))),
        new java.util.Vector<>(List.of("x")),
        new ArrayDeque<>(List.of("x", "y")),
        new HashMap<>(Map.of("k", new HashMap<>(Map.of(1, new Box<>(2))))),
        new HashSet<>(List.of(UUID.fromString("00000000-0000-0001-0000-000000000002"))),
        new LinkedHashSet<>(List.of("z", "a")),
        new TreeMap<>(Map.of("k", new Box<>("v"))),
        new TreeMap<>(Collections.reverseOrder()),
        new TreeSet<>(String.CASE_INSENSITIVE_ORDER),
        byDay,
        byAccess,
        EnumSet.of(DayOfWeek.MONDAY),
        EnumSet.noneOf(DayOfWeek.class),
        BitSet.valueOf(new long[] {5, 0, 1}),
        new Date(5),
        new java.sql.Timestamp(7),
        new Object[] {1, new Object[] {"x"}, null, new ArrayList<>()},
        new long[][] {{1}, {2, 3}, null},
        new String[] {"a"});
  }

  private static List<Arguments> arguments(Object... values) {
    return Arrays.stream(values).map(value -> Arguments.of(value)).toList();
  }

  @ParameterizedTest
  @MethodSource("copied")
  void thaw_isWhatSerializationMakes(Object value) throws Exception {
    Snapshot snapshot = snapshots.of(value);
    assertThat(snapshot).isNotNull();
    byte[] before = SERIALIZATION.writeValue(value);
    for (int i = 0; i < 2; i++) {
      Object copy = snapshot.thaw();
      assertThat(copy).hasSameClassAs(value);
      assertThat(settled(copy)).isEqualTo(settled(value));
    }
    assertThat(SERIALIZATION.writeValue(value)).isEqualTo(before);
  }

  /**
   * Of maps, the bytes say how many buckets there were; those that were read have as many as
   * needed.
   */
  private static byte[] settled(Object value) throws Exception {
    return SERIALIZATION.writeValue(SERIALIZATION.read(SERIALIZATION.writeValue(value)));
  }

  @Test
  void thaw_sharesNothingThatCanChange() {
    Employee first = new Employee("Ann");
    Person given = first;
    given.any = new Box<>("before");
    Snapshot snapshot = requireSnapshot(first);
    given.roles.add("later");
    given.scores[0] = 9;
    requireNonNull(given.sums.get("one")).clear();
    ((Box<?>) given.any).content = null;
    first.since.setTime(99);
    first.days[0][0] = DayOfWeek.SUNDAY;
    Employee one = (Employee) snapshot.thaw();
    ((Person) one).roles.add("mine");
    ((Person) one).scores[0] = 5;
    one.days[0][0] = DayOfWeek.SATURDAY;
    Employee other = (Employee) snapshot.thaw();
    assertThat(((Person) other).roles).containsExactly("reader");
    assertThat(((Person) other).scores).containsExactly(1, 2.5);
    assertThat(((Person) other).sums).containsEntry("one", List.of(1, 2));
    assertThat(requireNonNull((Box<?>) ((Person) other).any).content).isEqualTo("before");
    assertThat(other.since).isEqualTo(new Date(1));
    assertThat(other.days[0][0]).isEqualTo(DayOfWeek.MONDAY);
  }

  @Test
  void thaw_transientFields_areUnset() {
    Person copy = (Person) requireSnapshot(new Person("Ann")).thaw();
    assertThat(copy.cached).isNull();
    assertThat(copy.counted).isZero();
    assertThat(copy.active).isTrue();
  }

  @Test
  void thaw_listsThatCannotBeChanged_keepWhetherTheyTakeNull() {
    List<?> of = (List<?>) requireSnapshot(List.of(new Box<>(1))).thaw();
    List<?> made = (List<?>) requireSnapshot(Stream.of(new Box<>(1)).toList()).thaw();
    assertThat(catchContainsNull(of)).isTrue();
    assertThat(catchContainsNull(made))
        .isEqualTo(catchContainsNull(Stream.of(new Box<>(1)).toList()));
  }

  private static boolean catchContainsNull(List<?> list) {
    try {
      return list.contains(null);
    } catch (NullPointerException e) {
      return true;
    }
  }

  static final class Writing extends Box<String> {
    private static final long serialVersionUID = 1;

    Writing() {
      super("x");
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
      out.defaultWriteObject();
    }
  }

  static class Resolving extends Box<String> {
    private static final long serialVersionUID = 1;

    Resolving() {
      super("x");
    }

    protected Object readResolve() {
      return this;
    }
  }

  static final class BelowResolving extends Resolving {
    private static final long serialVersionUID = 1;
  }

  static final class Naming extends Box<String> {
    private static final long serialVersionUID = 1;
    private static final ObjectStreamField[] serialPersistentFields = {};

    Naming() {
      super("x");
    }
  }

  /** An object that writes itself. */
  public static final class External implements Externalizable {
    private static final long serialVersionUID = 1;

    @Override
    public void writeExternal(ObjectOutput out) {}

    @Override
    public void readExternal(ObjectInput in) {}
  }

  static class Plain {
    int number = 1;
  }

  static final class BelowPlain extends Plain implements Serializable {
    private static final long serialVersionUID = 1;
  }

  record Picky(int[] numbers) implements Serializable {
    static int made;

    Picky {
      if (made++ > 0) {
        throw new IllegalStateException("once is enough");
      }
    }
  }

  static final class OwnList extends ArrayList<String> {
    private static final long serialVersionUID = 1;
  }

  interface Later extends Serializable, Runnable {}

  static List<Arguments> refused() {
    Box<Object> cyclic = new Box<>(null);
    cyclic.content = new ArrayList<>(List.of(cyclic));
    List<String> twice = new ArrayList<>();
    Map<Object, Object> mutableKey = new HashMap<>();
    mutableKey.put(new Box<>("k"), "v");
    Later lambda = () -> {};
    Object deep = "bottom";
    for (int i = 0; i < 100; i++) {
      deep = new Box<>(deep);
    }
    return arguments(
        cyclic,
        new Object[] {twice, twice},
        mutableKey,
        new HashSet<>(List.of(new Box<>("x"))),
        new Box<>(new Writing()),
        new Resolving(),
        new BelowResolving(),
        new Naming(),
        new External(),
        new BelowPlain(),
        new Box<>(new Plain()),
        new Picky(new int[] {1}),
        new OwnList(),
        new Box<>(lambda),
        deep,
        Collections.unmodifiableList(new ArrayList<>(List.of("x"))),
        Arrays.asList("x"),
        Collections.singletonList(new Box<>("x")),
        Map.of("k", new Box<>("x")),
        new IdentityHashMap<>(),
        new AtomicInteger(1),
        new IllegalStateException("x"),
        new TreeMap<>(Comparator.comparing(Object::toString)),
        java.lang.reflect.Proxy.newProxyInstance(
            LOADER, new Class<?>[] {Serializable.class}, (proxy, method, arguments) -> null));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void of_whatSerializationMayMakeDifferently_isNone(Object value) {
    assertThat(snapshots.of(value)).isNull();
  }

  @Test
  void of_classThatTheLoaderFindsUnderItsNameOnly_isNone() throws Exception {
    Class<?> other = again().loadClass(Box.class.getName());
    java.lang.reflect.Constructor<?> constructor = other.getDeclaredConstructor(Object.class);
    constructor.setAccessible(true);
    Object value = constructor.newInstance("x");
    assertThat(other).isNotSameAs(Box.class);
    assertThat(snapshots.of(value)).isNull();
    assertThat(snapshots.of(java.lang.reflect.Array.newInstance(other, 1))).isNull();
    assertThat(new Snapshots(again()).of(new Box<>("x"))).isNull();
  }

  /** Returns a loader that makes the classes of this test anew. */
  private static ClassLoader again() {
    return new OwnClasses(SnapshotsTest.class.getName() + '$');
  }

  /** Trees of anything in anything: a copy, or none and for a reason. */
  @RepeatedTest(200)
  void thaw_randomTree_isWhatSerializationMakes(RepetitionInfo repetition) throws Exception {
    Random random = new Random(repetition.getCurrentRepetition());
    Object value = tree(random, 4);
    Snapshot snapshot = snapshots.of(value);
    if (snapshot == null) {
      assertThat(Immutability.isImmutable(value)).as("%s", value).isFalse();
      assertThat(hasOpenFrozenMap).isTrue();
      return;
    }
    assertThat(settled(snapshot.thaw())).isEqualTo(settled(value));
  }

  private boolean hasOpenFrozenMap;

  private Object tree(Random random, int depth) {
    IntFunction<Object> next = i -> tree(random, depth - 1);
    return switch (depth == 0 ? random.nextInt(4) : random.nextInt(14)) {
      case 0 -> "text " + random.nextInt();
      case 1 -> random.nextLong();
      case 2 -> DayOfWeek.of(1 + random.nextInt(7));
      case 3 -> new Date(random.nextInt());
      case 4 -> new Box<>(next.apply(0));
      case 5 -> new ArrayList<>(Arrays.asList(next.apply(0), null, next.apply(1)));
      case 6 -> new Object[] {next.apply(0), next.apply(1)};
      case 7 -> new Open(next.apply(0));
      case 8 -> new HashMap<>(Map.of("a", next.apply(0), 2, next.apply(1)));
      case 9 -> List.of(next.apply(0), next.apply(1), next.apply(2));
      case 10 -> Stream.of(next.apply(0), next.apply(1)).toList();
      case 11 -> {
        Person person = new Person("p" + random.nextInt(9));
        person.any = next.apply(0);
        yield person;
      }
      case 12 -> new LinkedList<>(List.of(next.apply(0)));
      default -> {
        hasOpenFrozenMap = true;
        yield Map.of("k", next.apply(0));
      }
    };
  }

  @Test
  void bytes_countWhatIsHeld() {
    assertThat(requireSnapshot(new byte[100_000]).bytes()).isBetween(100_000L, 100_100L);
    assertThat(requireSnapshot(new long[1000]).bytes()).isBetween(8_000L, 8_100L);
    assertThat(requireSnapshot(new Box<>("x".repeat(10_000))).bytes()).isBetween(10_000L, 10_400L);
    List<Integer> numbers = new ArrayList<>(Collections.nCopies(1000, 12_345));
    assertThat(requireSnapshot(numbers).bytes()).isBetween(8_000L, 40_000L);
  }

  private Snapshot requireSnapshot(Object value) {
    Snapshot snapshot = snapshots.of(value);
    assertThat(snapshot).isNotNull();
    return snapshot;
  }
}
