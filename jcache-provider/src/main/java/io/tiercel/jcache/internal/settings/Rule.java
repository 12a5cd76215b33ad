/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.settings;

import static java.util.stream.Collectors.joining;

import io.tiercel.jcache.config.EncryptionKey;
import io.tiercel.ratelimit.AddressRange;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a key takes.
 *
 * @param type the type's name in the reference
 * @param range the values taken, in words that follow "must be"
 * @param kind how the text is to be split and shown
 * @param accepts tells whether a text, or each part of a list, is taken
 */
record Rule(String type, String range, Kind kind, Predicate<String> accepts) {
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,6}(\\.[0-9]{1,6})?");

  /** How a value's text is to be split and shown. */
  enum Kind {
    /** One value, which must be there. */
    ONE,
    /** One value, or an empty text for none. */
    OPTIONAL,
    /** One value that is never shown, or an empty text for none. */
    SECRET,
    /** Values between commas, none twice; an empty text for none. */
    LIST,
    /** As a list, of addresses whose credentials are never shown. */
    ADDRESSES
  }

  static Rule flag() {
    return new Rule(
        "boolean",
        "true or false",
        Kind.ONE,
        text -> text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"));
  }

  static Rule whole(long least, long most) {
    return new Rule(
        "integer",
        "a whole number from " + least + " to " + most,
        Kind.ONE,
        text -> isWhole(text) && Long.parseLong(text) >= least && Long.parseLong(text) <= most);
  }

  static Rule decimal(int least, int most) {
    return new Rule(
        "number",
        "a number from " + least + " to " + most,
        Kind.ONE,
        text ->
            DECIMAL.matcher(text).matches()
                && Double.parseDouble(text) >= least
                && Double.parseDouble(text) <= most);
  }

  static Rule choice(Class<? extends Enum<?>> type) {
    List<String> words =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList();
    return new Rule(
        "word",
        "one of " + String.join(", ", words),
        Kind.ONE,
        text -> words.contains(text.toLowerCase(Locale.ROOT)));
  }

  static Rule text(String range, String pattern) {
    return new Rule("string", range, Kind.ONE, Pattern.compile(pattern).asMatchPredicate());
  }

  static Rule list(String range, String pattern) {
    return new Rule("list", range, Kind.LIST, Pattern.compile(pattern).asMatchPredicate());
  }

  static Rule addresses() {
    return new Rule(
        "list",
        "addresses such as redis://host:6379 or rediss://user:password@host:6379, database 0",
        Kind.ADDRESSES,
        Address::isAddress);
  }

  static Rule addressRanges() {
    return new Rule(
        "list",
        "IP addresses, or ranges of them such as 10.0.0.0/8 and 2001:db8::/32, none twice",
        Kind.LIST,
        text -> AddressRange.parse(text) != null);
  }

  static Rule secret(String range, String pattern) {
    return new Rule("string", range, Kind.SECRET, Pattern.compile(pattern).asMatchPredicate());
  }

  static Rule encryptionKeys() {
    return new Rule(
        "string",
        "ids and the base64 of 32 bytes each, such as k2:..., k1:..., no id twice",
        Kind.SECRET,
        Rule::isEncryptionKeys);
  }

  private static boolean isEncryptionKeys(String text) {
    try {
      EncryptionKey.parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  Rule optional() {
    return new Rule(type, range, Kind.OPTIONAL, accepts);
  }

  boolean isList() {
    return kind == Kind.LIST || kind == Kind.ADDRESSES;
  }

  /** Tells whether a text may stand for this key. */
  boolean allows(String text) {
    if (text.isEmpty()) {
      return kind != Kind.ONE || accepts.test(text);
    }
    if (!isList()) {
      return accepts.test(text);
    }
    List<String> parts = split(text);
    return parts.stream().allMatch(accepts) && new HashSet<>(parts).size() == parts.size();
  }

  /** Returns a text as it may be shown to people who must not know secrets. */
  String shown(String text) {
    return switch (kind) {
      case SECRET -> text.isEmpty() ? text : "****";
      case ADDRESSES ->
          allows(text)
              ? split(text).stream().map(Address::masked).collect(joining(","))
              : Address.masked(text);
      default -> text;
    };
  }

  /** Returns the parts of a list, without the blanks around them. */
  static List<String> split(String text) {
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
  }

  private static boolean isWhole(String text) {
    return text.length() <= 18
        && !text.isEmpty()
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
