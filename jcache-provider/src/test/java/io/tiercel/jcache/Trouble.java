/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import io.tiercel.embedded.EmbeddedRedis;

/** How Redis goes away. */
enum Trouble {
  STOPPED {
    @Override
    void begin(EmbeddedRedis redis) {
      redis.stop();
    }

    @Override
    void end(EmbeddedRedis redis) {
      redis.restart();
    }
  },
  PASSWORD_CHANGED {
    @Override
    void begin(EmbeddedRedis redis) {
      try (RedisProbe probe = new RedisProbe(redis.port())) {
        probe.call("CONFIG", "SET", "requirepass", PASSWORD);
        probe.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
        probe.call("CLIENT", "KILL", "TYPE", "pubsub");
      }
    }

    @Override
    void end(EmbeddedRedis redis) {
      try (RedisProbe probe = new RedisProbe(redis.port())) {
        probe.call("AUTH", PASSWORD);
        probe.call("CONFIG", "SET", "requirepass", "");
      }
    }

    @Override
    String cure() {
      return "set tiercel.l2.password";
    }
  },
  PAUSED {
    @Override
    void begin(EmbeddedRedis redis) {
      redis.pause();
    }

    @Override
    void end(EmbeddedRedis redis) {
      redis.resume();
    }
  };

  private static final String PASSWORD = "changed";

  /** What messages must tell to do about it. */
  String cure() {
    return "bring Redis back";
  }

  abstract void begin(EmbeddedRedis redis);

  abstract void end(EmbeddedRedis redis);
}
