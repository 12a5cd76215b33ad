/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks;

import java.util.stream.IntStream;
import javax.cache.configuration.MutableConfiguration;

/**
 * The keys and values that every row works with: 512 of them, so that no row measures one hot
 * entry.
 */
final class Contacts {
  private static final int COUNT = 512;

  private Contacts() {}

  static String[] keys() {
    return IntStream.range(0, COUNT).mapToObj(i -> "contact-" + i).toArray(String[]::new);
  }

  /** Values of about 250 characters. */
  static String[] values() {
    return IntStream.range(0, COUNT)
        .mapToObj(
            i -> "contact " + i + " of the one tenant that every row reads: " + "x".repeat(200))
        .toArray(String[]::new);
  }

  /** The index after this one, round and round. */
  static int after(int index) {
    return (index + 1) % COUNT;
  }

  static MutableConfiguration<String, String> configuration() {
    return new MutableConfiguration<String, String>().setTypes(String.class, String.class);
  }
}
