/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static java.util.Objects.requireNonNull;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.config.Mode;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One Redis for all tests of a class, and one node in each mode on it. */
final class Nodes implements BeforeAllCallback, AfterAllCallback {
  private final Map<Mode, Node> nodes = new EnumMap<>(Mode.class);
  private @Nullable EmbeddedRedis redis;

  @Override
  public void beforeAll(ExtensionContext context) {
    redis = EmbeddedRedis.start();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    nodes.values().forEach(Node::close);
    redis().close();
  }

  EmbeddedRedis redis() {
    return requireNonNull(redis, "redis");
  }

  /** Returns the node of a mode. */
  Node in(Mode mode) {
    return nodes.computeIfAbsent(mode, wanted -> Node.open(wanted, redis()));
  }
}
