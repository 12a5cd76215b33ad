/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The realistic mix: tenants by zipf, all endpoints alike, and a few writes. Of ten writes eight
 * add a message, one a conversation and one a contact. Each client draws from a seed of its own, so
 * that two runs with the same number of clients ask for the same in the same order.
 */
final class MixScript implements Clients.Script {
  private static final int WRITE_KINDS = 10;

  private final LoadPlan plan;
  private final List<String> tenants;
  private final List<URI> servers;
  private final String run;
  private final Zipf zipf;
  private final List<SplittableRandom> chance = new ArrayList<>();

  /** Of each server, of each endpoint, of each tenant. */
  private final List<List<List<Request>>> reads = new ArrayList<>();

  /**
   * Creates the script.
   *
   * @param servers as the clients have them
   * @param run tells this run's rows from another's
   */
  MixScript(LoadPlan plan, List<String> tenants, List<URI> servers, String run) {
    this.plan = plan;
    this.tenants = List.copyOf(tenants);
    this.servers = List.copyOf(servers);
    this.run = run;
    this.zipf = new Zipf(tenants.size(), plan.mix().exponent());
    SplittableRandom seeds = new SplittableRandom(plan.seed());
    for (int i = 0; i < plan.mix().clients(); i++) {
      chance.add(seeds.split());
    }
    for (URI server : servers) {
      reads.add(
          Arrays.stream(Endpoint.values())
              .map(endpoint -> Scripts.reads(server, endpoint, tenants))
              .toList());
    }
  }

  @Override
  public Request next(int client) {
    SplittableRandom random = chance.get(client);
    int tenant = zipf.draw(random);
    int server = client % servers.size();
    if (random.nextInt(100) < plan.mix().writePercent()) {
      return write(servers.get(server), tenant, random);
    }
    List<List<Request>> endpoints = reads.get(server);
    return endpoints.get(random.nextInt(endpoints.size())).get(tenant);
  }

  private Request write(URI server, int tenant, SplittableRandom random) {
    String id = tenants.get(tenant);
    int kind = random.nextInt(WRITE_KINDS);
    if (kind == 0) {
      String body =
          "{\"contactId\":%d,\"subject\":\"Written under load\",\"status\":\"OPEN\"}"
              .formatted(idOf(tenant, plan.sizes().contacts(), random));
      return Request.write(server, "api/conversations", id, body);
    }
    if (kind == 1) {
      String body =
          "{\"name\":\"Written Load\",\"email\":\"%s.%x@load.example\"}"
              .formatted(run, random.nextLong());
      return Request.write(server, "api/contacts", id, body);
    }
    String body =
        "{\"conversationId\":%d,\"direction\":\"INBOUND\",\"author\":\"Load\",\"text\":\"Written under load.\"}"
            .formatted(idOf(tenant, plan.sizes().conversations(), random));
    return Request.write(server, "api/messages", id, body);
  }

  /** The id of one of the tenant's rows, as {@code load/inbox.sql} numbers them. */
  private int idOf(int tenant, int rows, SplittableRandom random) {
    return 1 + tenant + tenants.size() * random.nextInt(rows / tenants.size());
  }
}
