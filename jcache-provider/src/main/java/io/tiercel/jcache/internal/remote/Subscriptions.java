/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import java.util.List;

/** How a node comes to hear what is told. The number of channels is fixed. */
interface Subscriptions extends AutoCloseable {
  /** Subscribes where that is still to be done, and sees whether messages come through. */
  void tick();

  /** Returns the channels whose silence would show that changes are missed. */
  List<Channel> channels();

  /** Returns those of them on which what happens to one cache may be told. */
  List<Channel> of(RedisKeys keys);

  /** Returns what all of them are together. */
  Channel.All all();

  @Override
  void close();
}
