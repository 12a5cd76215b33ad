/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it.server;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The options of a server's JVM. */
final class JvmOptions {
  private JvmOptions() {}

  /**
   * The settings, and what the search for leaks needs: a full collection clears soft references
   * too, so that what is still there is held by something.
   */
  static List<String> of(Map<String, String> settings) {
    return Stream.concat(
            Stream.of("-XX:SoftRefLRUPolicyMSPerMB=0"),
            settings.entrySet().stream()
                .map(entry -> "-D" + entry.getKey() + "=" + entry.getValue()))
        .toList();
  }

  /** The same for arquillian.xml, into which Arquillian puts it before it reads it as XML. */
  static void tellArquillian(Map<String, String> settings) {
    System.setProperty(
        "inbox.server.settings",
        of(settings).stream().map(JvmOptions::xml).collect(Collectors.joining(" ")));
  }

  static String xml(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
