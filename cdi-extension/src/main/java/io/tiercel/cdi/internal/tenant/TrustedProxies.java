/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.tenant;

import io.tiercel.ratelimit.AddressRange;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that are believed what they say of a request ({@code http.trusted-proxies}).
 *
 * @param ranges their addresses
 */
public record TrustedProxies(List<AddressRange> ranges) {
  /** Returns the proxies that settings name. */
  public static TrustedProxies of(List<String> addresses) {
    return new TrustedProxies(
        addresses.stream().map(AddressRange::parse).map(Objects::requireNonNull).toList());
  }

  /** Tells whether an address is one of theirs; one that is not known is not. */
  public boolean contains(@Nullable String address) {
    return address != null && ranges.stream().anyMatch(range -> range.contains(address));
  }
}
