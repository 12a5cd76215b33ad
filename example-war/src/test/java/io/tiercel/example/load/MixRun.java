/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

import io.tiercel.example.launch.Progress;
import java.net.URI;
import java.util.List;

/** Runs the realistic mix, and counts what the database is asked meanwhile. */
final class MixRun {
  private static final int WARM_UP_PART = 5;

  private final LoadPlan plan;
  private final LoadDatabase database;
  private final List<String> tenants;
  private final Progress progress;

  MixRun(LoadPlan plan, LoadDatabase database, List<String> tenants, Progress progress) {
    this.plan = plan;
    this.database = database;
    this.tenants = tenants;
    this.progress = progress;
  }

  /** Runs on the given servers, clients taking turns among them; their caches begin empty. */
  MixResult run(String name, List<Target> servers) {
    List<URI> addresses = servers.stream().map(Target::address).toList();
    MixScript script = new MixScript(plan, tenants, addresses, name);
    progress.say(
        "Mix, %s, on %d server(s): %d s"
            .formatted(name, servers.size(), plan.mix().length().toSeconds()));
    try (Clients clients = new Clients(plan.mix().clients(), addresses)) {
      clients.run(script, plan.mix().length().dividedBy(WARM_UP_PART), 1);
      servers.get(0).invalidateAll();
      database.forget();
      Tally tally = clients.run(script, plan.mix().length(), plan.mix().least());
      MixResult result = new MixResult(tally, database.asked());
      progress.say(
          "Mix, %s: %d requests, %d statements, hits L1 %.1f%% L2 %.1f%%"
              .formatted(
                  name,
                  result.requests(),
                  result.statements(),
                  100 * tally.tiers().share(Tier.L1),
                  100 * tally.tiers().share(Tier.L2)));
      return result;
    }
  }
}
