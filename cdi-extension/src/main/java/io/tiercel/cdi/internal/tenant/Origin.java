/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.tenant;

import java.security.Principal;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from.
 *
 * @param peer the address at the other end of the connection, or null where it is not known
 * @param forwarded the values of its {@code X-Forwarded-For}, in order
 * @param user who is logged in, asked when it is needed, since that is decided later
 */
public record Origin(
    @Nullable String peer, Supplier<List<String>> forwarded, Supplier<@Nullable Principal> user) {
  /** Nothing is known. */
  public static final Origin UNKNOWN = new Origin(null, List::of, () -> null);

  /** Returns this, with another way to ask for the user before its own. */
  public Origin withUser(Supplier<@Nullable Principal> first) {
    return new Origin(
        peer,
        forwarded,
        () -> {
          Principal found = first.get();
          return found == null ? user.get() : found;
        });
  }
}
