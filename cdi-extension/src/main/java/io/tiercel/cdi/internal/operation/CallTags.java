/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import io.tiercel.jcache.spi.EntryOptions;
import jakarta.interceptor.InvocationContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tags that the calls of one method name. Immutable.
 *
 * @param templates the tags, with the places of arguments
 */
record CallTags(List<TagTemplate> templates) {
  /** No tags. */
  static final CallTags NONE = new CallTags(List.of());

  CallTags {
    templates = List.copyOf(templates);
  }

  /** Returns the tags of a call. */
  Set<String> of(@Nullable Object[] arguments, @Nullable String tenant) {
    Set<String> tags = new LinkedHashSet<>();
    for (TagTemplate template : templates) {
      tags.add(template.of(arguments, tenant));
    }
    return tags;
  }

  /** Returns how a call's answer is stored. */
  EntryOptions options(InvocationContext call, @Nullable String tenant) {
    return templates.isEmpty()
        ? EntryOptions.DEFAULT
        : new EntryOptions(null, of(call.getParameters(), tenant));
  }
}
