/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

/** Where nodes tell each other what changed; who does not listen misses it. */
interface Wire {
  /** Hears one channel; called by any thread. */
  interface Subscriber {
    /** The channel is heard from now on, for the first time or again. */
    void began();

    /** The channel is heard no more. */
    void ended();

    /** A message came. */
    void heard(byte[] message);
  }

  /**
   * Hears a channel, in place of who heard it before, and whenever the connection is back.
   *
   * @throws io.tiercel.jcache.shaded.redisson.client.RedisException if that cannot begin
   */
  void subscribe(String channel, Subscriber subscriber);

  /** Tells the subscribers of a channel, without waiting, and whether or not anybody hears it. */
  void publish(String channel, byte[] message);
}
