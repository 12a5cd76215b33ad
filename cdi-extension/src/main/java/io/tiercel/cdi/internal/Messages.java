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

  static String notCreated(Class<?> type) {
    return "TIERCEL-4201 "
        + type.getName()
        + ": what an annotation names must be a bean or have a constructor without parameters"
        + " (add one of them)";
  }

  static String notStarted() {
    return "TIERCEL-4202 deployment: caches are there once the application is deployed (inject"
        + " them, and use them no earlier than @Initialized(ApplicationScoped))";
  }

  static String badCacheName(String injectionPoint, String name) {
    return "TIERCEL-4203 "
        + injectionPoint
        + ": @CacheName must name a resource, without colons and control characters: value='"
        + name.replaceAll("\\p{Cntrl}", "?")
        + "' (name the resource alone, the tenant is found at each call)";
  }

  static String closeOfInjected(String resource, String injectionPoint) {
    return "TIERCEL-4204 cache '"
        + resource
        + "': an injected cache is not closed by who uses it: injected into="
        + injectionPoint
        + " (leave it, the manager closes it)";
  }

  static String resourceLocal(String unit, String entity) {
    return "TIERCEL-4205 persistence unit '"
        + unit
        + "': entities with @InvalidatesResource must be in a unit of type JTA, for nothing tells a"
        + " listener of another commit: transaction-type=RESOURCE_LOCAL class="
        + entity
        + " (make the unit JTA; or drop the annotation, and call TenantCaches after the commit)";
  }

  static String outsideTransaction(Class<?> entity) {
    return "TIERCEL-4206 entity "
        + entity.getName()
        + ": changes with no JTA transaction invalidate at the flush, and until the commit readers"
        + " may store old rows anew (make the persistence unit JTA; or drop @InvalidatesResource,"
        + " and call TenantCaches after the commit)";
  }
}
