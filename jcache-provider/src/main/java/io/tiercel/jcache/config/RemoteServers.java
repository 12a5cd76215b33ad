/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the servers of L2 are, and as whom to speak to them.
 *
 * @param addresses the servers as {@code redis://host:port} or {@code rediss://host:port}, without
 *     credentials: none, one, the seeds of a cluster, or the sentinels ({@code l2.address})
 * @param sentinelMaster the name of the master that the sentinels at the addresses know, or null
 *     where they are no sentinels ({@code l2.sentinel-master})
 * @param redissonConfig where a Redisson YAML file is, to be used in place of the addresses; null
 *     for none ({@code l2.redisson-config})
 * @param username the user of the access control list, or null for the default user ({@code
 *     l2.username}, or the address)
 * @param password the password, or null where none is asked for ({@code l2.password}, or the
 *     address)
 */
public record RemoteServers(
    List<String> addresses,
    @Nullable String sentinelMaster,
    @Nullable String redissonConfig,
    @Nullable String username,
    @Nullable String password) {

  /**
   * Copies the addresses.
   *
   * @throws IllegalArgumentException if an address holds credentials
   */
  public RemoteServers {
    addresses = List.copyOf(addresses);
    if (addresses.stream().anyMatch(address -> address.contains("@"))) {
      throw new IllegalArgumentException(Messages.credentialsInAddress());
    }
  }

  /** Tells whether no server is named, neither by an address nor by a Redisson file. */
  public boolean isEmpty() {
    return addresses.isEmpty() && redissonConfig == null;
  }

  /** Returns the settings as text; a password is shown as {@code ****}. */
  @Override
  public String toString() {
    return "RemoteServers[addresses="
        + addresses
        + (", sentinelMaster=" + sentinelMaster)
        + (", redissonConfig=" + redissonConfig)
        + (", username=" + username)
        + (", password=" + (password == null ? "null" : "****"))
        + "]";
  }
}
