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

  abstract void begin(EmbeddedRedis redis);

  abstract void end(EmbeddedRedis redis);
}
