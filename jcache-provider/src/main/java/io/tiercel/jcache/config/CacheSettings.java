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
 * @param near how L1 holds copies
 * @param remoteTimeToLive the life of an entry, positive ({@code caches.<resource>.l2.ttl-seconds})
 * @param version the schema version in the Redis keys: 1 to 32 letters, digits or any of {@code . _
 *     -} ({@code caches.<resource>.version})
 * @param scope to whom the entries belong ({@code caches.<resource>.scope})
 * @param cascadesTo the resources that are invalidated with this one, without itself ({@code
 *     caches.<resource>.cascades-to})
 * @param values how values are written to L2
 * @param loads what keeps its loads apart ({@code caches.<resource>.stampede})
 */
public record CacheSettings(
    String resource,
    CopySettings near,
    Duration remoteTimeToLive,
    String version,
    Scope scope,
    List<String> cascadesTo,
    ValueSettings values,
    LoadSettings loads) {

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
    requireNonNull(near, "near");
    requireNonNull(values, "values");
    requireNonNull(loads, "loads");
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
    String ownVersion = configuration.version();
    LoadSettings ownLoads = configuration.loads();
    return new CacheSettings(
        resource,
        near.overriddenBy(configuration),
        remoteTimeToLive,
        ownVersion == null ? version : ownVersion,
        scope,
        cascadesTo,
        values.overriddenBy(configuration),
        ownLoads == null ? loads : ownLoads);
  }

  static void checkVersion(String version) {
    if (!VERSION.matcher(version).matches()) {
      throw new IllegalArgumentException(Messages.malformedVersion(version));
    }
  }
}
