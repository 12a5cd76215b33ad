/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.monitor;

import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps, lists, texts, numbers, booleans and null as JSON. */
final class Json {
  private final StringBuilder text = new StringBuilder();

  private Json() {}

  static String of(@Nullable Object value) {
    Json json = new Json();
    json.add(value);
    return json.text.toString();
  }

  private void add(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      text.append('{');
      for (Iterator<? extends Map.Entry<?, ?>> rest = map.entrySet().iterator(); rest.hasNext(); ) {
        Map.Entry<?, ?> entry = rest.next();
        add(String.valueOf(entry.getKey()));
        text.append(':');
        add(entry.getValue());
        text.append(rest.hasNext() ? "," : "");
      }
      text.append('}');
    } else if (value instanceof Iterable<?> list) {
      text.append('[');
      for (Iterator<?> rest = list.iterator(); rest.hasNext(); ) {
        add(rest.next());
        text.append(rest.hasNext() ? "," : "");
      }
      text.append(']');
    } else if (value == null || value instanceof Number || value instanceof Boolean) {
      text.append(value);
    } else {
      quote(value.toString());
    }
  }

  private void quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> text.append('\\').append(c);
        default -> {
          if (c < ' ' || Character.isSurrogate(c) || c == 0x2028 || c == 0x2029) {
            text.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }
}
