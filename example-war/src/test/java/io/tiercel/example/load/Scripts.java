/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** What clients ask for where nothing is left to chance. */
final class Scripts {
  private static final int STRIDE = 7;

  private Scripts() {}

  /** Reads an endpoint for one tenant after the other, without an end; clients begin apart. */
  static Clients.Script forever(List<Request> requests, int clients) {
    AtomicIntegerArray asked = new AtomicIntegerArray(clients);
    return client ->
        requests.get((client * STRIDE + asked.getAndIncrement(client)) % requests.size());
  }

  /** Sends each request once, whichever client is free. */
  static Clients.Script once(List<Request> requests) {
    AtomicInteger next = new AtomicInteger();
    return client -> {
      int at = next.getAndIncrement();
      return at < requests.size() ? requests.get(at) : null;
    };
  }

  /** The reads of an endpoint, one for each tenant. */
  static List<Request> reads(URI server, Endpoint endpoint, List<String> tenants) {
    return tenants.stream().map(tenant -> Request.read(server, endpoint.path(), tenant)).toList();
  }

  /** The requests, several times over, a request beside its likes. */
  static List<Request> times(List<Request> requests, int times) {
    List<Request> all = new ArrayList<>();
    for (Request request : requests) {
      for (int i = 0; i < times; i++) {
        all.add(request);
      }
    }
    return List.copyOf(all);
  }
}
