/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import java.util.Collection;

/** What tags may be. */
public final class TagRules {
  private static final int MOST = 32;

  private TagRules() {}

  /**
   * Checks tags.
   *
   * @param subject the cache or tenant, for the message
   */
  public static void check(String subject, Collection<String> tags) {
    checkNumber(subject, tags.size());
    for (String tag : tags) {
      if (tag == null || tag.isEmpty()) {
        throw Messages.emptyTag(subject);
      }
    }
  }

  /** Checks how many tags an entry has. */
  static void checkNumber(String subject, int tags) {
    if (tags > MOST) {
      throw Messages.tooManyTags(subject, tags);
    }
  }
}
