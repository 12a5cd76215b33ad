/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The classes that may be in a cached value, on the way in and on the way out: the JDK's plain
 * value types, and what the application adds. An array is allowed where its component is.
 * Immutable.
 */
public final class AllowList {
  private static final String SEGMENT =
      "[\\p{javaJavaIdentifierStart}][\\p{javaJavaIdentifierPart}]*";
  private static final Pattern PATTERN =
      Pattern.compile(SEGMENT + "(?:\\." + SEGMENT + ")*(\\.\\*\\*?)?");
  private static final Map<String, String> COMPONENT_LETTERS =
      Map.of(
          "Z", "boolean", "B", "byte", "C", "char", "D", "double", "F", "float", "I", "int", "J",
          "long", "S", "short");
  private static final Set<String> PRIMITIVES = Set.copyOf(COMPONENT_LETTERS.values());

  private final Set<String> classes;
  private final Set<String> packages;
  private final List<String> prefixes;

  private AllowList(Set<String> classes, Set<String> packages, List<String> prefixes) {
    this.classes = Set.copyOf(classes);
    this.packages = Set.copyOf(packages);
    this.prefixes = List.copyOf(prefixes);
  }

  /** Returns the list of all classes, for bytes that never leave this process. */
  public static AllowList everything() {
    return new AllowList(Set.of(), Set.of(), List.of(""));
  }

  /**
   * Returns the JDK's value types and what the patterns name.
   *
   * @param patterns each a class name ({@code com.acme.Order}, {@code com.acme.Order$Line}), a
   *     package ({@code com.acme.*}), or a package and all below it ({@code com.acme.**}); blanks
   *     around a pattern do not count
   * @throws IllegalArgumentException if a pattern is none of these; the message names all of them
   */
  public static AllowList of(List<String> patterns) {
    List<String> stripped = patterns.stream().map(String::strip).toList();
    List<String> malformed =
        stripped.stream().filter(pattern -> !PATTERN.matcher(pattern).matches()).toList();
    if (!malformed.isEmpty()) {
      throw new IllegalArgumentException(Messages.malformedPatterns(malformed));
    }
    Set<String> classes = new HashSet<>(JdkValueTypes.CLASSES);
    Set<String> packages = new HashSet<>(JdkValueTypes.PACKAGES);
    List<String> prefixes = new ArrayList<>();
    for (String pattern : stripped) {
      if (pattern.endsWith(".**")) {
        prefixes.add(pattern.substring(0, pattern.length() - 2));
      } else if (pattern.endsWith(".*")) {
        packages.add(pattern.substring(0, pattern.length() - 2));
      } else {
        classes.add(pattern);
      }
    }
    return new AllowList(classes, packages, prefixes);
  }

  /**
   * Returns this list and these types, with the packages of those that are not the JDK's own. An
   * array adds its component.
   */
  public AllowList with(Class<?>... types) {
    Set<String> moreClasses = new HashSet<>(classes);
    Set<String> morePackages = new HashSet<>(packages);
    for (Class<?> type : types) {
      Class<?> component = componentOf(type);
      moreClasses.add(component.getName());
      if (!isOfJdk(component) && !component.getPackageName().isEmpty()) {
        morePackages.add(component.getPackageName());
      }
    }
    return new AllowList(moreClasses, morePackages, prefixes);
  }

  /** Returns this list and every class in a type, as {@link #with(Class[])} adds it. */
  public AllowList with(Type type) {
    return with(TypeClasses.of(type));
  }

  /** Tells whether values of this class may be written and read. */
  public boolean allows(Class<?> type) {
    Class<?> component = componentOf(type);
    return component.isPrimitive() || listed(component.getName());
  }

  /**
   * Tells whether values of the class of this name may be written and read.
   *
   * @param className as {@link Class#getName()} has it: {@code com.acme.Order$Line}, {@code
   *     [Lcom.acme.Order;}, {@code [[I}, {@code int}
   */
  public boolean allows(String className) {
    String component = componentOf(className);
    return PRIMITIVES.contains(component) || listed(component);
  }

  private boolean listed(String name) {
    if (classes.contains(name)) {
      return true;
    }
    int dot = name.lastIndexOf('.');
    return (dot >= 0 && packages.contains(name.substring(0, dot)))
        || prefixes.stream().anyMatch(name::startsWith);
  }

  /** Returns the name without its dimensions; of a primitive array {@code int} and the like. */
  static String componentOf(String className) {
    int dimensions = 0;
    while (dimensions < className.length() && className.charAt(dimensions) == '[') {
      dimensions++;
    }
    String component = className.substring(dimensions);
    if (dimensions == 0) {
      return className;
    }
    if (component.length() > 2 && component.startsWith("L") && component.endsWith(";")) {
      return component.substring(1, component.length() - 1);
    }
    return COMPONENT_LETTERS.getOrDefault(component, className);
  }

  static Class<?> componentOf(Class<?> type) {
    Class<?> component = type;
    while (component.isArray()) {
      component = component.getComponentType();
    }
    return component;
  }

  /** Tells whether a class belongs to the JDK. */
  static boolean isOfJdk(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }

  /** Returns what was added to the JDK's value types. */
  @Override
  public String toString() {
    return "AllowList[classes="
        + without(classes, JdkValueTypes.CLASSES)
        + ", packages="
        + without(packages, JdkValueTypes.PACKAGES)
        + ", below="
        + prefixes
        + "]";
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    return all.stream().filter(name -> !some.contains(name)).collect(toUnmodifiableSet());
  }
}
