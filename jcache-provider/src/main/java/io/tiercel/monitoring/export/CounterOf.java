/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.monitoring.export;

import io.tiercel.monitoring.Measure;
import java.util.List;
import java.util.Map;

/**
 * One counter of each series.
 *
 * @param name its name, that of others that differ in their labels alone among them
 * @param measure what it counts
 * @param unit in what
 * @param labels what tells it from others of its name
 */
public record CounterOf(String name, Measure measure, String unit, Map<String, String> labels) {
  /** All of them. */
  public static final List<CounterOf> ALL =
      List.of(
          gets("l1", "hit", Measure.L1_HITS),
          gets("l1", "miss", Measure.L1_MISSES),
          gets("l2", "hit", Measure.L2_HITS),
          gets("l2", "miss", Measure.L2_MISSES),
          plain("cache.misses", Measure.MISSES, "reads"),
          plain("cache.puts", Measure.PUTS, "entries"),
          plain("cache.put.size", Measure.BYTES, "bytes"),
          plain("cache.removals", Measure.REMOVALS, "entries"),
          plain("cache.evictions", Measure.EVICTIONS, "entries"),
          invalidations("manual", Measure.INVALIDATIONS_MANUAL),
          invalidations("cascade", Measure.INVALIDATIONS_CASCADE),
          invalidations("tag", Measure.INVALIDATIONS_TAG),
          invalidations("entity", Measure.INVALIDATIONS_ENTITY),
          plain("cache.loads", Measure.LOADS, "calls"),
          plain("cache.load.failures", Measure.LOAD_FAILURES, "calls"),
          plain("cache.remote.failures", Measure.L2_FAILURES, "trips"),
          plain("cache.undecodable", Measure.UNDECODABLE, "values"));

  private static CounterOf gets(String tier, String result, Measure measure) {
    return new CounterOf("cache.gets", measure, "reads", Map.of("tier", tier, "result", result));
  }

  private static CounterOf invalidations(String reason, Measure measure) {
    return new CounterOf("cache.invalidations", measure, "invalidations", Map.of("reason", reason));
  }

  private static CounterOf plain(String name, Measure measure, String unit) {
    return new CounterOf(name, measure, unit, Map.of());
  }
}
