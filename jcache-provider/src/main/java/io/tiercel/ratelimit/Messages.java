/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.ratelimit;

import java.time.Duration;

/** The messages of this package: numbers 5000 to 5049. */
final class Messages {
  private static final int SHOWN = 64;

  private Messages() {}

  static IllegalArgumentException badPermits(long permits, long most) {
    return new IllegalArgumentException(
        "TIERCEL-5000 limit: permits must be 1 to "
            + most
            + ": permits="
            + permits
            + " (to forbid a thing altogether, do not limit it)");
  }

  static IllegalArgumentException longLog(long permits, long most) {
    return new IllegalArgumentException(
        "TIERCEL-5001 limit: permits of SLIDING_LOG must be 1 to "
            + most
            + ", since each is noted: permits="
            + permits
            + " (use SLIDING_WINDOW)");
  }

  static IllegalArgumentException badWindow(Duration window) {
    return new IllegalArgumentException(
        "TIERCEL-5002 limit: window must be PT0.001S to PT8784H, in whole milliseconds: window="
            + window
            + " (give a time such as PT1M)");
  }

  static IllegalArgumentException badName(String name) {
    return new IllegalArgumentException(
        "TIERCEL-5003 limiter: name must be 1 to 128 letters, digits or any of . _ : - $ # / ( ) ,:"
            + " name="
            + shown(name)
            + " (rename it)");
  }

  static IllegalArgumentException noName() {
    return new IllegalArgumentException(
        "TIERCEL-5004 limiter: name must be set, since all limiters of a name share their counts:"
            + " name=null (call name(...))");
  }

  static IllegalArgumentException badLimits(String name, int count, int most) {
    return new IllegalArgumentException(
        "TIERCEL-5005 limiter '"
            + name
            + "': limits must be 1 to "
            + most
            + ": limits="
            + count
            + " (judge them by several limiters)");
  }

  static IllegalArgumentException windowTwice(String name, Limit limit) {
    return new IllegalArgumentException(
        "TIERCEL-5006 limiter '"
            + name
            + "': limits of one algorithm must have different windows: algorithm="
            + limit.algorithm()
            + " window="
            + limit.window()
            + " (leave the looser one out)");
  }

  static IllegalArgumentException badReserve(String name, long reserve, long permits) {
    return new IllegalArgumentException(
        "TIERCEL-5007 limiter '"
            + name
            + "': reserve must be 1 to the permits of each limit: reserve="
            + reserve
            + " permits="
            + permits
            + " (one to five in a hundred of them is a good batch)");
  }

  static IllegalArgumentException twoWays(String name) {
    return new IllegalArgumentException(
        "TIERCEL-5008 limiter '"
            + name
            + "': limit(Limit) must stand without limit(long), window and algorithm (give every"
            + " limit as a Limit)");
  }

  private static String shown(String text) {
    String start = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    return "'" + start.replaceAll("\\p{Cntrl}", "?") + "'";
  }
}
