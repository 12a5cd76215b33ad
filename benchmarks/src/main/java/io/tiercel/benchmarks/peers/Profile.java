/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.peers;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A value as applications have them: it can be changed, so a cache by value must give out copies.
 */
@SuppressWarnings("unused") // the fields are what is stored
final class Profile implements Serializable {
  private static final long serialVersionUID = 1;

  private final String name;
  private final String address;
  private final long visits;
  private final boolean active;
  private final BigDecimal balance;
  private final List<String> roles;

  private Profile(int number) {
    name = "profile " + number;
    address = "street " + number + ", a town of some size";
    visits = number;
    active = number % 2 == 0;
    balance = BigDecimal.valueOf(number, 2);
    roles = new ArrayList<>(List.of("reader", "writer", "role-" + number));
  }

  static Profile of(int number) {
    return new Profile(number);
  }
}
