/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

/** Which part of a Redis key stands in braces, and so decides the slot of a Redis Cluster. */
public enum HashTag {
  /** None: the entries of a cache are spread over all slots. */
  NONE,
  /** The name of the cache: a cache lies in one slot. */
  CACHE,
  /** The tenant: all caches of a tenant lie in one slot. */
  TENANT
}
