/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

import java.util.Locale;

/** A plot in the making, readable on a light page and on a dark one. Not safe for threads. */
final class Svg {
  private static final String HEAD =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="%s">
      <style>
        text { font: 13px system-ui, sans-serif; fill: #1f2328 }
        .quiet { fill: #59636e }
        .title { font-weight: 600 }
        .page { fill: #ffffff }
        .grid { stroke: #d1d9e0; stroke-width: 1 }
        text { stroke: none !important }
        .c0 { fill: #818b98; stroke: #818b98 }
        .c1 { fill: #1a7f5a; stroke: #1a7f5a }
        .c2 { fill: #2f6fd0; stroke: #2f6fd0 }
        .c3 { fill: #b35900; stroke: #b35900 }
        polyline { fill: none !important; stroke-width: 2 }
        @media (prefers-color-scheme: dark) {
          text { fill: #f0f6fc }
          .quiet { fill: #9198a1 }
          .page { fill: #0d1117 }
          .grid { stroke: #3d444d }
          .c1 { fill: #3fb98a; stroke: #3fb98a }
          .c2 { fill: #6ea8fe; stroke: #6ea8fe }
          .c3 { fill: #f0883e; stroke: #f0883e }
        }
      </style>
      <rect class="page" width="%d" height="%d"/>
      """;

  private final StringBuilder text = new StringBuilder();
  private int left;
  private int top;

  Svg(int width, int height, String label) {
    text.append(HEAD.formatted(width, height, escaped(label), width, height));
  }

  /** Where what follows begins. */
  Svg at(int newLeft, int newTop) {
    left = newLeft;
    top = newTop;
    return this;
  }

  Svg text(double x, double y, String style, String content) {
    return add(
        "<text x=\"%.1f\" y=\"%.1f\" class=\"%s\">%s</text>",
        left + x, top + y, style, escaped(content));
  }

  Svg bar(double x, double y, double width, String style) {
    return add(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"14\" class=\"%s\"/>",
        left + x, top + y, width, style);
  }

  Svg level(double x, double y, double width) {
    return add(
        "<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
        left + x, top + y, left + x + width, top + y);
  }

  Svg line(String points, String style) {
    return add("<polyline class=\"%s\" points=\"%s\"/>", style, points);
  }

  @Override
  public String toString() {
    return text + "</svg>\n";
  }

  private Svg add(String element, Object... values) {
    text.append(String.format(Locale.ROOT, element, values)).append('\n');
    return this;
  }

  private static String escaped(String content) {
    return content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
