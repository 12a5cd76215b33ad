/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal;

import java.util.List;

/** The messages of this package: numbers 4200 to 4249. */
final class Messages {
  private Messages() {}

  static String problems(List<String> problems) {
    return "TIERCEL-4200 deployment: annotations must be right: problems="
        + problems.size()
        + System.lineSeparator()
        + "  "
        + String.join(System.lineSeparator() + "  ", problems);
  }

  static String generatorNotCreated(Class<?> type) {
    return "TIERCEL-4201 "
        + type.getName()
        + ": a key generator must be a bean or have a constructor without parameters (add one of"
        + " them)";
  }

  static String notStarted() {
    return "TIERCEL-4202 deployment: caches are there once the application is deployed (inject"
        + " them, and use them no earlier than @Initialized(ApplicationScoped))";
  }
}
