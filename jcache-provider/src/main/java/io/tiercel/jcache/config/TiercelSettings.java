/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * All settings of a cache manager, checked, as they stood when it was opened. A manager shows its
 * own: {@code manager.unwrap(TiercelSettings.class)}. Immutable.
 *
 * @param enabled whether anything is cached at all ({@code enabled})
 * @param near the settings of L1
 * @param remote the settings of L2
 * @param stampede how many callers that miss the same key are kept from loading it at once
 * @param monitoring what is counted of the caches
 * @param codec which classes may be stored as bytes, and how
 * @param application settings for what stands on top of the provider
 * @param caches the declared resources by name ({@code caches.<resource>})
 */
public record TiercelSettings(
    boolean enabled,
    NearSettings near,
    RemoteSettings remote,
    StampedeSettings stampede,
    MonitoringSettings monitoring,
    CodecSettings codec,
    ApplicationSettings application,
    Map<String, CacheSettings> caches) {

  /** Copies the map and checks that all are there. */
  public TiercelSettings {
    requireNonNull(near, "near");
    requireNonNull(remote, "remote");
    requireNonNull(stampede, "stampede");
    requireNonNull(monitoring, "monitoring");
    requireNonNull(codec, "codec");
    requireNonNull(application, "application");
    caches = Map.copyOf(caches);
  }

  /** Tells whether hits, misses and latencies are measured. */
  public boolean monitoringEnabled() {
    return monitoring.enabled();
  }

  /** Returns which tiers there are. */
  public Mode mode() {
    if (!enabled) {
      return Mode.OFF;
    }
    if (remote.isPresent()) {
      return near.enabled() ? Mode.TIERED : Mode.REMOTE;
    }
    return near.enabled() ? Mode.LOCAL : Mode.OFF;
  }

  /** Returns the settings of a resource: the declared ones, or the defaults where it is not. */
  public CacheSettings cache(String resource) {
    CacheSettings declared = caches.get(requireNonNull(resource, "resource"));
    return declared == null ? undeclared(resource) : declared;
  }

  private CacheSettings undeclared(String resource) {
    return new CacheSettings(
        resource,
        new CopySettings(near.enabled(), near.timeToLive(), near.sliding()),
        remote.timeToLive(),
        CacheSettings.DEFAULT_VERSION,
        Scope.TENANT,
        List.of(),
        codec.values(),
        stampede.loads());
  }
}
