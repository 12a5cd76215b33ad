/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.session;

import java.time.Duration;

/** The messages of this package: numbers 1200 to 1209. */
final class Messages {
  private Messages() {}

  static String badTimeouts(Duration idle, Duration absolute) {
    return "TIERCEL-1200 sessions: the idle timeout must be positive and not above the absolute"
        + " one:"
        + (" idle=" + idle + ", absolute=" + absolute)
        + " (correct the timeouts)";
  }

  static String notEncrypted(String resource) {
    return "TIERCEL-1201 sessions: their resource must be encrypted: resource="
        + (resource + " (set tiercel.caches." + resource + ".encrypted = true")
        + " and tiercel.codec.encryption-keys)";
  }

  static String tooShort(String resource, Duration life, Duration absolute) {
    return "TIERCEL-1202 sessions: their resource must outlive the absolute timeout: life="
        + (life + ", absolute=" + absolute)
        + (" (set tiercel.caches." + resource + ".l2.ttl-seconds = " + absolute.toSeconds() + ")");
  }

  static String off() {
    return "TIERCEL-1203 sessions: there must be a cache: enabled=false (set tiercel.enabled ="
        + " true)";
  }

  static String noUser() {
    return "TIERCEL-1204 sessions: a user must be named: user= (give the user's id)";
  }

  static String noHash() {
    return "TIERCEL-1205 sessions: the JDK must have SHA-256: algorithm=SHA-256 (use another JDK)";
  }

  static String unstable(String resource) {
    return "TIERCEL-1206 sessions: the user's sessions must not be revoked over and over while one"
        + (" is created: resource=" + resource)
        + " (try again)";
  }
}
