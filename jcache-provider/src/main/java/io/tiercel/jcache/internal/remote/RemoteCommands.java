/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The commands of one manager on their way to Redis. Safe for many threads. */
interface RemoteCommands {
  /** Returns the values of some keys and, maybe, of others; those that have none are left out. */
  CompletableFuture<Map<String, byte[]>> get(Collection<String> keys);

  /** Runs a script. */
  CompletableFuture<List<Object>> run(ScriptCall call);
}
