/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The settings of one resource, for every tenant, complete: what is not declared for the resource
 * is filled in from the manager's settings.
 *
 * @param resource the resource's name
 * @param nearEnabled whether L1 holds copies; never true where the manager has no L1 ({@code
 *     caches.<resource>.l1.enabled})
 * @param nearTimeToLive the longest life of a copy in L1, positive ({@code
 *     caches.<resource>.l1.ttl-seconds})
 * @param nearSliding how L1 serves it where its entries live on with each access ({@code
 *     caches.<resource>.l1.sliding})
 * @param remoteTimeToLive the life of an entry, positive ({@code caches.<resource>.l2.ttl-seconds})
 * @param version the schema version in the Redis keys: 1 to 32 letters, digits or any of {@code . _
 *     -} ({@code caches.<resource>.version})
 * @param scope to whom the entries belong ({@code caches.<resource>.scope})
 * @param cascadesTo the resources that are invalidated with this one, without itself ({@code
 *     caches.<resource>.cascades-to})
 */
public record CacheSettings(
    String resource,
    boolean nearEnabled,
    Duration nearTimeToLive,
    Sliding nearSliding,
    Duration remoteTimeToLive,
    String version,
    Scope scope,
    List<String> cascadesTo) {

  /** The version of a resource that declares none. */
  public static final String DEFAULT_VERSION = "v1";

  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._-]{1,32}");

  /**
   * Copies the list and checks the rest.
   *
   * @throws IllegalArgumentException if a duration is not positive, the version is malformed, or
   *     the resource cascades to itself
   */
  public CacheSettings {
    requireNonNull(resource, "resource");
    requireNonNull(scope, "scope");
    requireNonNull(nearSliding, "nearSliding");
    Checks.positive("l1.ttl-seconds", nearTimeToLive);
    Checks.positive("l2.ttl-seconds", remoteTimeToLive);
    checkVersion(requireNonNull(version, "version"));
    cascadesTo = List.copyOf(cascadesTo);
    if (cascadesTo.contains(resource)) {
      throw new IllegalArgumentException(Messages.cascadesToItself(resource));
    }
  }

  /**
   * Returns these settings with the overrides that a cache's own configuration carries.
   *
   * @param configuration what code asked for; it beats every key
   */
  public CacheSettings overriddenBy(TiercelConfiguration<?, ?> configuration) {
    Duration ownTimeToLive = configuration.nearTimeToLive();
    Sliding ownSliding = configuration.nearSliding();
    String ownVersion = configuration.version();
    return new CacheSettings(
        resource,
        nearEnabled,
        ownTimeToLive == null ? nearTimeToLive : ownTimeToLive,
        ownSliding == null ? nearSliding : ownSliding,
        remoteTimeToLive,
        ownVersion == null ? version : ownVersion,
        scope,
        cascadesTo);
  }

  static void checkVersion(String version) {
    if (!VERSION.matcher(version).matches()) {
      throw new IllegalArgumentException(Messages.malformedVersion(version));
    }
  }
}
