/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.limit;

import io.tiercel.cdi.Caller;
import io.tiercel.cdi.internal.tenant.CurrentTenant;
import io.tiercel.cdi.internal.tenant.Origin;
import io.tiercel.cdi.internal.tenant.RequestTrace;
import io.tiercel.cdi.internal.tenant.TrustedProxies;
import io.tiercel.ratelimit.AddressRange;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out who makes the current call. Safe for many threads. */
final class CurrentCaller {
  private final CurrentTenant tenants;
  private final TrustedProxies proxies;

  /**
   * Creates the look-up.
   *
   * @param proxies the addresses whose {@code X-Forwarded-For} is believed
   */
  CurrentCaller(CurrentTenant tenants, TrustedProxies proxies) {
    this.tenants = tenants;
    this.proxies = proxies;
  }

  Caller get() {
    RequestTrace request = RequestTrace.find();
    Origin origin = request == null ? Origin.UNKNOWN : request.origin();
    Principal user = origin.user().get();
    String name = user == null ? null : user.getName();
    String address = client(origin);
    return new Caller(
        tenants.find(),
        name == null || name.isEmpty() ? null : name,
        address == null ? null : AddressRange.subject(address));
  }

  /**
   * Returns the address that the nearest trusted proxy saw: from the right, the first that is not
   * itself trusted. What stands further left, anybody may have written.
   */
  private @Nullable String client(Origin origin) {
    String client = origin.peer();
    if (client == null || !proxies.contains(client)) {
      return client;
    }
    List<String> hops = new ArrayList<>();
    origin.forwarded().get().forEach(line -> hops.addAll(List.of(line.split(",", -1))));
    for (int i = hops.size() - 1; i >= 0; i--) {
      String hop = withoutPort(hops.get(i).strip());
      if (AddressRange.subject(hop) == null) {
        return client;
      }
      client = hop;
      if (!proxies.contains(hop)) {
        return client;
      }
    }
    return client;
  }

  /** Some proxies write {@code 192.0.2.1:4711} or {@code [2001:db8::1]:4711}. */
  private static String withoutPort(String hop) {
    if (hop.startsWith("[")) {
      int end = hop.indexOf(']');
      return end < 0 ? hop : hop.substring(1, end);
    }
    int colon = hop.indexOf(':');
    return colon > 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
  }
}
