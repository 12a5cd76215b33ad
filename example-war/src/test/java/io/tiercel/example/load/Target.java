/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

import io.tiercel.example.launch.WildFly;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A server under load, and what the driver does to it beside measuring. */
final class Target {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int OPERATORS = 4;

  private final URI address;
  private final List<String> tenants;

  Target(WildFly server, List<String> tenants) {
    this.address = server.address();
    this.tenants = tenants;
  }

  URI address() {
    return address;
  }

  List<Request> reads(Endpoint endpoint) {
    return Scripts.reads(address, endpoint, tenants);
  }

  /** Invalidates all that is cached of all tenants, and returns when it is done. */
  void invalidateAll() {
    List<Request> requests =
        tenants.stream().map(tenant -> Request.invalidation(address, tenant)).toList();
    try (Clients operators = new Clients(OPERATORS, List.of(address))) {
      operators.run(Scripts.once(requests), LIMIT, 1);
    }
  }

  /** Reads an endpoint once for each tenant, one after the other. */
  Tally readAll(Endpoint endpoint) {
    try (Clients reader = new Clients(1, List.of(address))) {
      return reader.run(Scripts.once(reads(endpoint)), LIMIT, 1);
    }
  }
}
