/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.settings;

import java.util.ArrayList;
import java.util.List;
import javax.cache.CacheException;

/** What is wrong, collected so that it is told at once. For one thread. */
final class Problems {
  private final List<String> messages = new ArrayList<>();

  void add(String message) {
    messages.add(message);
  }

  /**
   * Ends the reading if anything was added.
   *
   * @throws CacheException naming every problem on a line of its own
   */
  void throwIfAny() {
    if (!messages.isEmpty()) {
      throw new CacheException(
          Messages.problems(messages.size()) + "\n" + String.join("\n", messages));
    }
  }
}
