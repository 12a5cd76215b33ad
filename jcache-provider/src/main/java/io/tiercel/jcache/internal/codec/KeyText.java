/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/**
 * Text in Redis keys. {@code % : { } * ? [ ] \ ,}, whitespace, control characters and unpaired
 * surrogates become {@code %XX}, one for each UTF-8 byte, in upper case; so do {@code $} and {@code
 * ~} at the beginning. All else stays as it is, letters of every script included. The sets are
 * fixed here, not asked of the JVM, whose Unicode version changes.
 */
public final class KeyText {
  private static final String SPECIAL = "%:{}*?[]\\,";
  private static final String HEX = "0123456789ABCDEF";

  private KeyText() {}

  /**
   * Returns a cache name as it stands in Redis keys: as a key's text, but with its colons, each of
   * which begins a new text. Returns the same instance where nothing needs an escape.
   */
  public static String escapeName(String name) {
    return escape(name, true);
  }

  /** Returns a text with its escapes, the same instance where nothing needs one. */
  static String escape(String text) {
    return escape(text, false);
  }

  private static String escape(String text, boolean keepColons) {
    int first = 0;
    while (first < text.length() && !needsEscape(text, first, keepColons)) {
      first++;
    }
    if (first == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      if (needsEscape(text, i, keepColons)) {
        appendEscaped(out, c);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /**
   * Returns a text without its escapes; null where they are malformed. A text that is not escaped
   * as this class does it may have an answer, too.
   */
  static @Nullable String unescape(String escaped) {
    if (escaped.indexOf('%') < 0) {
      return escaped;
    }
    StringBuilder out = new StringBuilder(escaped.length());
    int i = 0;
    while (i < escaped.length()) {
      if (escaped.charAt(i) != '%') {
        out.append(escaped.charAt(i++));
        continue;
      }
      int end = i;
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      while (end < escaped.length() && escaped.charAt(end) == '%') {
        int value = hexAt(escaped, end + 1);
        if (value < 0) {
          return null;
        }
        bytes.write(value);
        end += 3;
      }
      if (!appendDecoded(out, bytes.toByteArray())) {
        return null;
      }
      i = end;
    }
    return out.toString();
  }

  /** Returns the size of the escaped text in UTF-8, in bytes, without making it. */
  static int escapedBytes(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean escaped = needsEscape(text, i, false);
      // Either half of a surrogate pair counts for two of its four bytes.
      int width = c < 0x80 ? 1 : c < 0x800 || (!escaped && Character.isSurrogate(c)) ? 2 : 3;
      bytes += escaped ? 3 * width : width;
    }
    return bytes;
  }

  /** Tells whether every surrogate of a text is half of a pair. */
  static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i)) && isUnpaired(text, i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean needsEscape(String text, int at, boolean keepColons) {
    char c = text.charAt(at);
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')) {
      return false;
    }
    if (c == '$' || c == '~') {
      return at == 0 || (keepColons && text.charAt(at - 1) == ':');
    }
    if (c == ':') {
      return !keepColons;
    }
    return SPECIAL.indexOf(c) >= 0
        || isBlankOrControl(c)
        || (Character.isSurrogate(c) && isUnpaired(text, at));
  }

  private static boolean isBlankOrControl(char c) {
    return c <= 0x20
        || (c >= 0x7F && c <= 0xA0)
        || c == 0x1680
        || (c >= 0x2000 && c <= 0x200A)
        || c == 0x2028
        || c == 0x2029
        || c == 0x202F
        || c == 0x205F
        || c == 0x3000;
  }

  private static boolean isUnpaired(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
        : at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
  }

  private static void appendEscaped(StringBuilder out, char c) {
    if (c < 0x80) {
      appendHex(out, c);
    } else if (c < 0x800) {
      appendHex(out, 0xC0 | (c >> 6));
      appendHex(out, 0x80 | (c & 0x3F));
    } else {
      appendHex(out, 0xE0 | (c >> 12));
      appendHex(out, 0x80 | ((c >> 6) & 0x3F));
      appendHex(out, 0x80 | (c & 0x3F));
    }
  }

  private static void appendHex(StringBuilder out, int value) {
    out.append('%').append(HEX.charAt(value >> 4)).append(HEX.charAt(value & 0xF));
  }

  private static int hexAt(String text, int at) {
    if (at + 2 > text.length()) {
      return -1;
    }
    int high = HEX.indexOf(text.charAt(at));
    int low = HEX.indexOf(text.charAt(at + 1));
    return high < 0 || low < 0 ? -1 : (high << 4) | low;
  }

  /** Appends the characters of UTF-8 in which surrogates may stand as three bytes each. */
  private static boolean appendDecoded(StringBuilder out, byte[] bytes) {
    int start = 0;
    for (int i = 0; i + 2 < bytes.length; i++) {
      // ED A0..BF begins a surrogate, and nothing else.
      if ((bytes[i] & 0xFF) == 0xED && (bytes[i + 1] & 0xE0) == 0xA0) {
        if (!appendUtf8(out, bytes, start, i) || (bytes[i + 2] & 0xC0) != 0x80) {
          return false;
        }
        out.append((char) (0xD000 | ((bytes[i + 1] & 0x3F) << 6) | (bytes[i + 2] & 0x3F)));
        i += 2;
        start = i + 1;
      }
    }
    return appendUtf8(out, bytes, start, bytes.length);
  }

  private static boolean appendUtf8(StringBuilder out, byte[] bytes, int from, int to) {
    try {
      out.append(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from)));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
