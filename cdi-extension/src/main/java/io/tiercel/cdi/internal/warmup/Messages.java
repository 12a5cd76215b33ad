/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.warmup;

import java.time.Duration;

/** The messages of this package: numbers 4250 to 4299. */
final class Messages {
  private Messages() {}

  static String noDirectory(String method) {
    return "TIERCEL-4250 "
        + method
        + ": @WarmUp must know the tenants: TenantDirectory beans=0 (make one bean of type"
        + " io.tiercel.cdi.TenantDirectory)";
  }

  static String badMethod(String method, String rule) {
    return "TIERCEL-4251 " + method + ": a method with @WarmUp must " + rule;
  }

  static String started(int methods, int tenants) {
    return "TIERCEL-4252 warm-up started: methods=" + methods + " tenants=" + tenants;
  }

  static String progress(int done, int total) {
    return "TIERCEL-4253 warm-up: done=" + done + " of " + total;
  }

  static String failed(String method, String tenant) {
    return "TIERCEL-4254 warm-up of a tenant failed: method=" + method + " tenant=" + tenant;
  }

  static String waitedLongEnough(Duration time) {
    return "TIERCEL-4256 warm-up goes on, the start waits no longer: warm-up.wait-seconds="
        + time.toSeconds()
        + " (raise tiercel.warm-up.wait-seconds)";
  }

  static String noTenants() {
    return "TIERCEL-4255 warm-up did not begin: the TenantDirectory failed";
  }
}
