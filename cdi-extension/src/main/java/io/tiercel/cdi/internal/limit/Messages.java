/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.limit;

/** The messages of this package: numbers 5110 to 5149. */
final class Messages {
  private Messages() {}

  static String notIntercepted(String method) {
    return "TIERCEL-5110 "
        + method
        + ": a limited method must be neither private nor static, since calls of it are not seen"
        + " (make it public, or limit its caller)";
  }

  static String unlike(String method) {
    return "TIERCEL-5111 "
        + method
        + ": the limits of a method must have one by, one name, one onOutage and one reserve, since"
        + " they are judged together (give all the same)";
  }

  static String inheritedTwice(String method) {
    return "TIERCEL-5112 "
        + method
        + ": a method must have the same limits in all beans that inherit it (override it where"
        + " they differ)";
  }

  static String wrong(String method, IllegalArgumentException cause) {
    return "TIERCEL-5113 " + method + ": its limits must be right: " + cause.getMessage();
  }

  static String noDuration(String per) {
    return "TIERCEL-5114 limit: per must be a duration: per=" + per + " (write PT1M or P1D)";
  }

  static String several(String method, String member) {
    return "TIERCEL-5115 "
        + method
        + ": an annotation takes one value at most: member="
        + member
        + " (leave one out)";
  }

  static String noHash() {
    return "TIERCEL-5116 the JVM must have SHA-256, as its specification says (use another)";
  }
}
