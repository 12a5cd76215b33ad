/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

/** To whom the entries of a resource belong. */
public enum Scope {
  /** Each tenant has a cache of its own; without a tenant the resource is not reached. */
  TENANT,
  /** All tenants share one cache. */
  SHARED
}
