/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A tag in which arguments of a call, or its tenant, have their places. Immutable.
 *
 * @param parts texts and places, in order
 */
record TagTemplate(List<Part> parts) {
  /** The place of the tenant. */
  static final int TENANT = -1;

  /** No such argument. */
  static final int UNKNOWN = -2;

  TagTemplate {
    parts = List.copyOf(parts);
  }

  /**
   * A piece of a tag.
   *
   * @param text the text itself, or null for a place
   * @param position the argument whose place it is, or {@link #TENANT}
   */
  record Part(@Nullable String text, int position) {}

  /**
   * Reads a template.
   *
   * @param positions the argument of a name, {@link #TENANT} or {@link #UNKNOWN}
   * @return the template, or null where a brace is left open, closed twice or names nothing
   */
  static @Nullable TagTemplate of(String template, ToIntFunction<String> positions) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    while (at < template.length()) {
      int open = template.indexOf('{', at);
      String text = template.substring(at, open < 0 ? template.length() : open);
      if (text.indexOf('}') >= 0) {
        return null;
      }
      if (!text.isEmpty()) {
        parts.add(new Part(text, 0));
      }
      if (open < 0) {
        break;
      }
      int close = template.indexOf('}', open);
      int position =
          close < 0 ? UNKNOWN : positions.applyAsInt(template.substring(open + 1, close));
      if (position == UNKNOWN) {
        return null;
      }
      parts.add(new Part(null, position));
      at = close + 1;
    }
    return parts.isEmpty() ? null : new TagTemplate(parts);
  }

  /** Tells whether the tenant has a place in it. */
  boolean namesTenant() {
    return parts.stream().anyMatch(part -> part.text() == null && part.position() == TENANT);
  }

  /** Returns the tag of a call. */
  String of(@Nullable Object[] arguments, @Nullable String tenant) {
    StringBuilder tag = new StringBuilder();
    for (Part part : parts) {
      if (part.text() != null) {
        tag.append(part.text());
      } else {
        tag.append(part.position() == TENANT ? tenant : arguments[part.position()]);
      }
    }
    return tag.toString();
  }
}
