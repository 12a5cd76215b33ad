/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal;

import io.tiercel.jcache.internal.tier.DropCount;
import io.tiercel.tenant.Invalidated;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What one call invalidated, resource by resource. Counted once, when it is first asked. */
final class Drop implements Invalidated {
  private final List<String> resources = new ArrayList<>();
  private DropCount total = DropCount.NONE;
  private @Nullable CompletionStage<Long> count;

  /** Adds a resource, before anybody else sees this. */
  Drop add(String resource, DropCount dropped) {
    resources.add(resource);
    total = dropped.plus(total);
    return this;
  }

  /** Adds what another call invalidated. */
  Drop add(Drop other) {
    resources.addAll(other.resources);
    total = other.total.plus(total);
    return this;
  }

  @Override
  public List<String> resources() {
    return List.copyOf(resources);
  }

  @Override
  public synchronized CompletionStage<Long> count() {
    if (count == null) {
      count = total.ask();
    }
    return count;
  }
}
