/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.peers;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The keys that one thread asks for, some much oftener than others; always the same ones. */
@State(Scope.Thread)
public class Keys {
  /** How many keys there are. */
  static final int COUNT = 10_000;

  private static final String[] ALL = all();
  private static final int DRAWN = 1 << 16;
  private static final int SEED = 42;

  private final int[] drawn = new int[DRAWN];
  private int position;

  /** Draws the keys, so that a measured call only takes the next. */
  @Setup(Level.Trial)
  public void draw() {
    Zipf zipf = new Zipf(COUNT);
    RandomGenerator random = new SplittableRandom(SEED + Thread.currentThread().getId());
    for (int i = 0; i < DRAWN; i++) {
      drawn[i] = zipf.next(random);
    }
  }

  static String[] all() {
    return IntStream.range(0, COUNT).mapToObj(i -> "key-" + i).toArray(String[]::new);
  }

  /** Returns the number of the next key. */
  int nextNumber() {
    position = (position + 1) & (DRAWN - 1);
    return drawn[position];
  }

  /** Returns how many were taken, round and round. */
  int position() {
    return position;
  }

  /** Returns the next key. */
  String next() {
    return ALL[nextNumber()];
  }

  static String key(int number) {
    return ALL[number];
  }
}
